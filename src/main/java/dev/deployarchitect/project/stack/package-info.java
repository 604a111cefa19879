/** Which server applications a repository holds beside Node.js, and whether Node.js is the one. */
package dev.deployarchitect.project.stack;

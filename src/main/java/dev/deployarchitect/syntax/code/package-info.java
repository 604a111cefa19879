/** Application code as syntax trees: what a file defines, imports, calls and reads. */
package dev.deployarchitect.syntax.code;

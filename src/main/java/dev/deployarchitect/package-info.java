/** Deployment Architect: the program and its composition root. */
package dev.deployarchitect;

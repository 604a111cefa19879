/** Evals: recorded conversations replayed with real tools, and what is expected of them. */
package dev.deployarchitect.eval;

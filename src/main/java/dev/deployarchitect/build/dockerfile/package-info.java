/** Dockerfile syntax 1 as BuildKit reads it: every token with its place, stages and variables. */
package dev.deployarchitect.build.dockerfile;

/** Dockerfiles: reader, rules, and the generator of optimised ones. */
package dev.deployarchitect.build.dockerfile;

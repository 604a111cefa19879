/** Secrets that lie in a repository. */
package dev.deployarchitect.infrastructure.secret;

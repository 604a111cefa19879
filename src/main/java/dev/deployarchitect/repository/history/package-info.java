/** What git knows of a workspace, read from its objects alone. */
package dev.deployarchitect.repository.history;

/**
 * Search in the text of a workspace: what matches, in which order it is shown, how much at once.
 */
package dev.deployarchitect.repository.search;

/** A first overview of a repository: what it is, ships, keeps and risks, each with its place. */
package dev.deployarchitect.repository.overview;

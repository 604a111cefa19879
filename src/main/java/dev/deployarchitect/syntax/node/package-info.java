/** YAML and JSON as one tree whose every node knows its place. */
package dev.deployarchitect.syntax.node;

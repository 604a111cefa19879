/** The typed facts about a repository, each with the span that proves it. */
package dev.deployarchitect.project;

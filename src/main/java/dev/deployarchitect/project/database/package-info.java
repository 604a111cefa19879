/** Which database engine a repository uses, told by its settings, drivers and images. */
package dev.deployarchitect.project.database;

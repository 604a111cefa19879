/** Lines of files, numbered: several ranges of several files at once. */
package dev.deployarchitect.repository.reading;

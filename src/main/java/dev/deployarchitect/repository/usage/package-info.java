/** Who defines, calls, imports, reads and writes something, over all files of a repository. */
package dev.deployarchitect.repository.usage;

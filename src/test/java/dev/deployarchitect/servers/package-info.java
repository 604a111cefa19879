/** Real servers for tests, from the programs of Debian's packages. */
package dev.deployarchitect.servers;

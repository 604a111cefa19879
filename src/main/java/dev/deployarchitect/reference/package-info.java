/** The tool that fetches documentation pages from an allow-list of hosts. */
package dev.deployarchitect.reference;

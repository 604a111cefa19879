/** Measures our rules against the cases of the peers' own tests, which lie outside the project. */
package dev.deployarchitect.cases;

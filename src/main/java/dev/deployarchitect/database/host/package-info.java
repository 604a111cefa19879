/** Who runs a project's PostgreSQL. */
package dev.deployarchitect.database.host;

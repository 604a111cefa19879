/** What the tools of this room do where the repository's database is not PostgreSQL. */
package dev.deployarchitect.database.engine;

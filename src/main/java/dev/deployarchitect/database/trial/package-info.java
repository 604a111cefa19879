/** Migrations run on a scratch PostgreSQL, and what was seen of it. */
package dev.deployarchitect.database.trial;

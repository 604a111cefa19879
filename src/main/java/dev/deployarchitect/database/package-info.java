/** The spec's section 2: migrations, pooling, backups and replicas of PostgreSQL. */
package dev.deployarchitect.database;

/** Backups of PostgreSQL, the way back to a second, and the drill that proves it. */
package dev.deployarchitect.database.backup;

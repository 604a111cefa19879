/** What PostgreSQL says of itself: statements, locks, indexes, vacuum, with thresholds. */
package dev.deployarchitect.database.insight;

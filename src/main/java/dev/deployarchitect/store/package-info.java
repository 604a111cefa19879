/** Conversations, runs and events in SQLite or PostgreSQL: stored before they are sent. */
package dev.deployarchitect.store;

/** Conversations, runs and events in SQLite: stored before they are sent. */
package dev.deployarchitect.store;

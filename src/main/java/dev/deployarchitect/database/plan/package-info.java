/** Expand-contract plans: steps, gates, backfills and the way back of each step. */
package dev.deployarchitect.database.plan;

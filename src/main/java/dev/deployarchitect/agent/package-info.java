/** One turn loop over any model: events, limits, cancellation, and the check of every number. */
package dev.deployarchitect.agent;

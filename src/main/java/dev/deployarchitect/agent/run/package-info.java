/** Runs that outlive their server: stored event by event, held by a lease, taken over, followed. */
package dev.deployarchitect.agent.run;

/** What of a conversation goes to the model: all of it while it fits, then less of what is old. */
package dev.deployarchitect.agent.memory;

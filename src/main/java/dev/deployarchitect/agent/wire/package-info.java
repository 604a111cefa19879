/** The HTTP traffic with a model endpoint: live, recorded and replayed. */
package dev.deployarchitect.agent.wire;

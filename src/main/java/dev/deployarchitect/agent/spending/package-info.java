/** What models cost, what runs have used, and what they may use. */
package dev.deployarchitect.agent.spending;

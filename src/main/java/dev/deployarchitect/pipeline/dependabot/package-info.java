/** Settings of the robot that proposes newer dependencies. */
package dev.deployarchitect.pipeline.dependabot;

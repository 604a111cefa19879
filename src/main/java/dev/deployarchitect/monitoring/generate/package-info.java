/** The generator of alert rules with their tests. */
package dev.deployarchitect.monitoring.generate;

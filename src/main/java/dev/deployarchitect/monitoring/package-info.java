/** The spec's section 5: alerts with tests, dashboards, error tracking. */
package dev.deployarchitect.monitoring;

/** Rules, findings, fixes and the reports that show them. */
package dev.deployarchitect.finding;

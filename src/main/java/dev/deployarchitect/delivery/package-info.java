/** Files to hand over, the evidence they carry, and figures with provenance. */
package dev.deployarchitect.delivery;

/**
 * A workspace's programs run on a copy of it: with limits, a clean environment, and only as far as
 * somebody allows.
 */
package dev.deployarchitect.rehearsal;

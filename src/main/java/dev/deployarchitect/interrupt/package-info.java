/** How work is stopped: its thread is interrupted, and all that it started ends with it. */
package dev.deployarchitect.interrupt;

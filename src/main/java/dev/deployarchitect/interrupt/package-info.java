/** How work is stopped, and how much of it goes on at once. */
package dev.deployarchitect.interrupt;

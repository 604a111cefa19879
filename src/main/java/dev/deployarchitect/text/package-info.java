/** Text and places in it: offsets are stored, lines and columns derived. */
package dev.deployarchitect.text;

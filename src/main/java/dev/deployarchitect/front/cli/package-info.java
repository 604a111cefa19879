/** The command line: translates words into tool calls and results into text. */
package dev.deployarchitect.front.cli;

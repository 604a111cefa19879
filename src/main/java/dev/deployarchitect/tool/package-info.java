/** The tools, their pages and results; knows neither model nor protocol. */
package dev.deployarchitect.tool;

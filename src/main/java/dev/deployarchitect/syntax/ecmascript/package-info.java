/** As much of JavaScript and TypeScript as facts and minimal patches need. */
package dev.deployarchitect.syntax.ecmascript;

/** A report as text, JSON, Markdown, SARIF and rdjsonl. */
package dev.deployarchitect.finding.render;

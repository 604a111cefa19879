/**
 * Prompts, pages, templates and dated tables: packed into the jar, prose overridable by a folder.
 */
package dev.deployarchitect.content;

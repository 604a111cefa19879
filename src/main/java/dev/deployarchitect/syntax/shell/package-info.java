/** Shell text, read as far as commands, words, pipes and chains. */
package dev.deployarchitect.syntax.shell;

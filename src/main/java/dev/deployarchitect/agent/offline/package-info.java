/** The architect without a language model: reads the question, picks tools, words their results. */
package dev.deployarchitect.agent.offline;

/** The port to models, and the OpenAI-compatible kind behind LangChain4j. */
package dev.deployarchitect.agent.model;

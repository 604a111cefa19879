package dev.deployarchitect.agent.model;

/** A call a model asks for; {@code arguments} is JSON as the model wrote it, perhaps broken. */
public record ToolCall(String id, String tool, String arguments) {}

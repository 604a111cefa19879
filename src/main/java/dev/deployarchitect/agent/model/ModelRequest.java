package dev.deployarchitect.agent.model;

import dev.deployarchitect.project.ProjectProfile;

import java.util.List;
import java.util.function.Supplier;

/**
 * All a model may see.
 *
 * @param summary of what was said before the messages; empty for nothing
 * @param profile of the workspace; a language model has read it in the system prompt
 */
public record ModelRequest(
    String system,
    String summary,
    List<Message> messages,
    List<ModelTool> tools,
    Supplier<ProjectProfile> profile) {}

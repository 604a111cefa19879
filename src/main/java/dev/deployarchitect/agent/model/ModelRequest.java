package dev.deployarchitect.agent.model;

import dev.deployarchitect.project.ProjectProfile;

import java.util.List;
import java.util.function.Supplier;

/**
 * All a model may see.
 *
 * @param summary of what was said before the messages; empty for nothing
 * @param calls whether the reply may call tools; they are told in any case, as the messages have
 *     calls of them
 * @param profile of the workspace; a language model has read it in the system prompt
 */
public record ModelRequest(
    String system,
    String summary,
    List<Message> messages,
    List<ModelTool> tools,
    boolean calls,
    Supplier<ProjectProfile> profile) {}

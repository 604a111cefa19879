package dev.deployarchitect.agent.model;

import java.util.List;

/** A whole reply; token counts are 0 where the endpoint reports none. */
public record ModelReply(String text, List<ToolCall> calls, int sent, int received) {}

package dev.deployarchitect.agent.model;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A tool as a model is told of it. */
public record ModelTool(String name, String description, ObjectNode schema) {}

package dev.deployarchitect.agent;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** An event as stored: numbered from 1 in its run. */
public record NumberedEvent(long number, String type, ObjectNode data, boolean last) {}

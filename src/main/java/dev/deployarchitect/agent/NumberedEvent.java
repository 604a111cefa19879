package dev.deployarchitect.agent;

/**
 * An event as stored and sent: numbered from 1 in its run.
 *
 * @param json one object, written once for the store and every client that follows
 */
public record NumberedEvent(long number, String type, String json, boolean last) {}

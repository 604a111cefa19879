package dev.deployarchitect.text;

/** What a reader could not understand, and where. Readers return problems; they never throw. */
public record Problem(Span span, String message) {}

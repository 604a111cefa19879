package dev.deployarchitect.syntax.code;

import dev.deployarchitect.text.Span;

/**
 * A route that a file serves.
 *
 * @param method in capitals; {@code ANY} where all are taken, {@code PAGE} for a page
 * @param path as it is declared, with the prefix of its class or folder
 */
public record Route(String method, String path, Span span) {}

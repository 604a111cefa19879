package dev.deployarchitect.pipeline.expression;

import java.util.Map;
import java.util.Set;

/**
 * What an expression at one place may read.
 *
 * @param types of all contexts there are, by name
 * @param contexts that this place allows
 * @param functions of the special ones that this place allows, in lower case
 */
public record Scope(Map<String, Type> types, Set<String> contexts, Set<String> functions) {}

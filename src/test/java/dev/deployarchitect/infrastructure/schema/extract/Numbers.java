package dev.deployarchitect.infrastructure.schema.extract;

import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** The numbers of nested members in a line of the extract. */
final class Numbers {
  private static final Pattern NUMBER = Pattern.compile("@(\\d+)");

  private Numbers() {}

  /** The line with each {@code @12} named anew. */
  static String replace(String line, UnaryOperator<String> name) {
    return NUMBER.matcher(line).replaceAll(m -> "@" + name.apply(m.group(1)));
  }
}

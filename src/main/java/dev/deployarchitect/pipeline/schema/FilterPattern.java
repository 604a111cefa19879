package dev.deployarchitect.pipeline.schema;

import java.util.Optional;

/**
 * A filter of branches, tags or paths (docs.github.com, "Filter pattern cheat sheet"; names of refs
 * by git-check-ref-format).
 */
public final class FilterPattern {
  private static final String SPECIAL = "[?+*\\!";

  private final String text;
  private final boolean ref;
  private int at;

  private FilterPattern(String text, boolean ref) {
    this.text = text;
    this.ref = ref;
  }

  /** What is wrong with a pattern of branches or tags, if anything is. */
  public static Optional<String> faultOfRef(String pattern) {
    return new FilterPattern(pattern, true).fault();
  }

  /** What is wrong with a pattern of paths, if anything is. */
  public static Optional<String> faultOfPath(String pattern) {
    if (!pattern.equals(pattern.strip())) {
      return Optional.of("spaces at the start or end match no path");
    }
    if (pattern.matches("!?\\.{1,2}(/.*)?")) {
      return Optional.of("paths start at the root: '.' and '..' match nothing");
    }
    return new FilterPattern(pattern, false).fault();
  }

  private Optional<String> fault() {
    if (text.isEmpty() || text.equals("!")) {
      return Optional.of("an empty pattern matches nothing");
    }
    at = text.startsWith("!") ? 1 : 0;
    if (ref && (text.startsWith("/", at) || text.endsWith("/") || text.contains("//"))) {
      return Optional.of("no ref begins or ends with '/', or has two in a row");
    }
    if (ref && text.endsWith(".")) {
      return Optional.of("no ref ends with '.'");
    }
    boolean repeatable = false;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '\\' && !ref) {
        repeatable = true;
      } else if (c == '\\') {
        if (at >= text.length() || SPECIAL.indexOf(text.charAt(at)) < 0) {
          return Optional.of(
              "'\\' stands only before one of %s; a filter is no regular expression"
                  .formatted(SPECIAL));
        }
        at++;
        repeatable = true;
      } else if (c == '[') {
        Optional<String> fault = characters();
        if (fault.isPresent()) {
          return fault;
        }
        repeatable = true;
      } else if (c == '?' || c == '+') {
        if (!repeatable) {
          return Optional.of(
              "'%c' repeats what stands before it, and nothing to repeat does".formatted(c));
        }
        repeatable = false;
      } else if (ref && " \t~^:".indexOf(c) >= 0) {
        return Optional.of("no ref has '%c' in it".formatted(c));
      } else if (c == '\r' || c == '\n') {
        return Optional.of("a pattern is one line");
      } else {
        repeatable = c != '*';
      }
    }
    return Optional.empty();
  }

  private Optional<String> characters() {
    int count = 0;
    while (at < text.length() && text.charAt(at) != ']') {
      char from = text.charAt(at++);
      if (at + 1 < text.length() && text.charAt(at) == '-' && text.charAt(at + 1) != ']') {
        char to = text.charAt(at + 1);
        if (from > to) {
          return Optional.of("the range %c-%c runs backwards".formatted(from, to));
        }
        at += 2;
        count++;
      }
      count++;
    }
    if (at >= text.length()) {
      return Optional.of("'[' has no ']'");
    }
    at++;
    return count == 0
        ? Optional.of("'[]' matches nothing")
        : count == 1 ? Optional.of("one character needs no brackets") : Optional.empty();
  }
}

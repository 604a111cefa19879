package dev.deployarchitect.syntax.hcl;

import java.util.Optional;
import java.util.OptionalInt;

/** Finds where strings and interpolations end; both nest in each other, to a bounded depth. */
final class HclScan {
  private static final int MAX_DEPTH = 60;

  private HclScan() {}

  /** The offset after the quote that closes the string opened at {@code start}, if it is closed. */
  static OptionalInt afterString(String text, int start, int limit) {
    return afterString(text, start, limit, 0);
  }

  /** The offset after the brace that closes the <code>${</code> or <code>%{</code> at start. */
  static OptionalInt afterInterpolation(String text, int start, int limit) {
    return afterInterpolation(text, start, limit, 0);
  }

  /** Whether an interpolation or a directive starts here; two marks escape it. */
  static boolean opens(String text, int at, int limit) {
    char c = text.charAt(at);
    return (c == '$' || c == '%') && at + 1 < limit && text.charAt(at + 1) == '{';
  }

  static boolean escapes(String text, int at, int limit) {
    char c = text.charAt(at);
    return (c == '$' || c == '%')
        && at + 2 < limit
        && text.charAt(at + 1) == c
        && text.charAt(at + 2) == '{';
  }

  /** What follows a backslash stands for, or nothing where HCL knows no such escape. */
  static Optional<String> escaped(String text, int at) {
    return switch (text.charAt(at)) {
      case 'n' -> Optional.of("\n");
      case 'r' -> Optional.of("\r");
      case 't' -> Optional.of("\t");
      case '"' -> Optional.of("\"");
      case '\\' -> Optional.of("\\");
      default -> Optional.empty();
    };
  }

  private static OptionalInt afterString(String text, int start, int limit, int depth) {
    int at = start + 1;
    while (at < limit) {
      char c = text.charAt(at);
      if (c == '\\') {
        at += 2;
      } else if (escapes(text, at, limit)) {
        at += 3;
      } else if (opens(text, at, limit)) {
        OptionalInt end = afterInterpolation(text, at, limit, depth + 1);
        if (end.isEmpty()) {
          return end;
        }
        at = end.getAsInt();
      } else if (c == '"') {
        return OptionalInt.of(at + 1);
      } else if (c == '\n') {
        return OptionalInt.empty();
      } else {
        at++;
      }
    }
    return OptionalInt.empty();
  }

  private static OptionalInt afterInterpolation(String text, int start, int limit, int depth) {
    if (depth > MAX_DEPTH) {
      return OptionalInt.empty();
    }
    int open = 0;
    int at = start + 1;
    while (at < limit) {
      char c = text.charAt(at);
      if (c == '"') {
        OptionalInt end = afterString(text, at, limit, depth + 1);
        if (end.isEmpty()) {
          return end;
        }
        at = end.getAsInt();
        continue;
      }
      open += c == '{' ? 1 : c == '}' ? -1 : 0;
      at++;
      if (open == 0) {
        return OptionalInt.of(at);
      }
    }
    return OptionalInt.empty();
  }
}

package dev.deployarchitect.pipeline.audit;

import java.util.Optional;

/** How a place of a shell script is quoted (POSIX.1-2017, Shell Command Language, 2.2). */
enum Quoting {
  BARE,
  DOUBLE;

  /**
   * At {@code offset}; empty where a variable is not expanded there or cannot be told: in single
   * quotes, in a comment, in a script with a heredoc or a {@code $( )} around it.
   */
  static Optional<Quoting> at(String script, int offset) {
    if (script.contains("<<")) {
      return Optional.empty();
    }
    boolean single = false;
    boolean twofold = false;
    boolean comment = false;
    for (int i = 0; i < offset; i++) {
      char c = script.charAt(i);
      if (script.startsWith("${{", i) && !comment) {
        int end = script.indexOf("}}", i);
        i = end < 0 || end >= offset ? i : end + 1;
      } else if (comment) {
        comment = c != '\n';
      } else if (single) {
        single = c != '\'';
      } else if (c == '\\') {
        i++;
      } else if (c == '"') {
        twofold = !twofold;
      } else if (c == '\'' && !twofold) {
        single = true;
      } else if (c == '#' && !twofold && (i == 0 || Character.isWhitespace(script.charAt(i - 1)))) {
        comment = true;
      } else if (c == '`' || script.startsWith("$(", i)) {
        return Optional.empty();
      }
    }
    return single || comment ? Optional.empty() : Optional.of(twofold ? DOUBLE : BARE);
  }
}

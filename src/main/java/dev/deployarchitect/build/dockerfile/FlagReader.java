package dev.deployarchitect.build.dockerfile;

import dev.deployarchitect.build.dockerfile.Instruction.Flag;
import dev.deployarchitect.text.MappedText;
import dev.deployarchitect.text.Problem;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The {@code --name=value} words before an instruction's arguments. */
final class FlagReader {
  /** What BuildKit knows (frontend/dockerfile/instructions, v0.32). */
  private static final Map<String, Set<String>> KNOWN =
      Map.of(
          "FROM", Set.of("platform"),
          "RUN", Set.of("mount", "network", "security", "device"),
          "COPY", Set.of("from", "chown", "chmod", "link", "parents", "exclude"),
          "ADD", Set.of("chown", "chmod", "link", "exclude", "checksum", "keep-git-dir", "unpack"),
          "HEALTHCHECK",
              Set.of("interval", "timeout", "start-period", "start-interval", "retries"));

  private static final Set<String> REPEATED = Set.of("mount", "exclude", "device");
  private static final Set<String> BOOLEAN = Set.of("link", "parents", "keep-git-dir", "unpack");

  private FlagReader() {}

  /** Adds the flags from {@code from} on, and returns where the arguments begin. */
  static int read(MappedText line, int from, List<Flag> flags) {
    String text = line.text();
    int at = skipSpace(text, from);
    while (text.startsWith("--", at)) {
      int end = wordEnd(text, at);
      String word = text.substring(at, end);
      if (word.equals("--")) {
        return skipSpace(text, end);
      }
      int equals = word.indexOf('=');
      String name = word.substring(2, equals < 0 ? word.length() : equals);
      String value = equals < 0 ? "" : unquoted(word.substring(equals + 1));
      flags.add(new Flag(name, value, line.span(at, end)));
      at = skipSpace(text, end);
    }
    return at;
  }

  static void check(String keyword, List<Flag> flags, List<Problem> problems) {
    Set<String> known = KNOWN.getOrDefault(keyword, Set.of());
    Set<String> seen = new HashSet<>();
    for (Flag flag : flags) {
      if (!known.contains(flag.name())) {
        problems.add(
            new Problem(
                flag.span(),
                known.isEmpty()
                    ? "%s takes no flags".formatted(keyword)
                    : "%s has no flag --%s; it knows %s"
                        .formatted(keyword, flag.name(), names(known))));
      } else if (!seen.add(flag.name()) && !REPEATED.contains(flag.name())) {
        problems.add(new Problem(flag.span(), "--%s is given twice".formatted(flag.name())));
      } else if (BOOLEAN.contains(flag.name())) {
        if (!flag.value().matches("|true|false|\\$.*")) {
          problems.add(new Problem(flag.span(), "--%s is true or false".formatted(flag.name())));
        }
      } else if (flag.value().isEmpty()) {
        problems.add(new Problem(flag.span(), "--%s needs a value".formatted(flag.name())));
      }
    }
  }

  private static String names(Set<String> known) {
    return known.stream().sorted().map(n -> "--" + n).collect(Collectors.joining(", "));
  }

  private static String unquoted(String value) {
    return value.replace("\"", "").replace("'", "");
  }

  private static int wordEnd(String text, int from) {
    char quote = 0;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (Character.isWhitespace(c)) {
        return i;
      }
    }
    return text.length();
  }

  static int skipSpace(String text, int from) {
    int at = from;
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at;
  }
}

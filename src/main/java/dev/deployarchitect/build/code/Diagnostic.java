package dev.deployarchitect.build.code;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One error of a compiler or linter.
 *
 * @param path relative to the workspace; empty for an error of no file
 */
record Diagnostic(String path, int line, int column, String message) {
  /** {@code src/a.ts(3,5): error TS2322: …}, tsc's form without colours. */
  private static final Pattern TSC =
      Pattern.compile("(?:(.+?)\\((\\d+),(\\d+)\\): )?error (TS\\d+: .*)");

  /** {@code src/a.py:3:5: error: …} and {@code a.go:3:5: …}. */
  private static final Pattern COLONS =
      Pattern.compile("(?:\\./)?([^\\s:]+\\.\\w+):(\\d+)(?::(\\d+))?: (?:error: )?(.*)");

  static List<Diagnostic> ofTsc(String output) {
    return read(output, TSC);
  }

  static List<Diagnostic> ofColons(String output) {
    return read(output, COLONS).stream().filter(d -> !d.message().startsWith("note:")).toList();
  }

  private static List<Diagnostic> read(String output, Pattern form) {
    List<Diagnostic> all = new ArrayList<>();
    output
        .lines()
        .forEach(line -> {
          Matcher m = form.matcher(line.strip());
          if (m.matches()) {
            boolean place = m.group(1) != null;
            all.add(
                new Diagnostic(
                    place ? m.group(1).replaceFirst("^\\./", "") : "",
                    place ? Integer.parseInt(m.group(2)) : 0,
                    place && m.group(3) != null ? Integer.parseInt(m.group(3)) : 0,
                    m.group(4)));
          }
        });
    return List.copyOf(all);
  }

  /** Those of {@code after} that {@code before} has not, wherever in the file they are. */
  static List<Diagnostic> added(List<Diagnostic> before, List<Diagnostic> after) {
    Map<String, Integer> known = new HashMap<>();
    before.forEach(d -> known.merge(d.path() + "\n" + d.message(), 1, Integer::sum));
    return after.stream()
        .filter(d -> known.merge(d.path() + "\n" + d.message(), -1, Integer::sum) < 0)
        .toList();
  }

  String said() {
    String place = line > 0 ? "%s:%d:%d ".formatted(path, line, column) : "";
    return place + message;
  }
}

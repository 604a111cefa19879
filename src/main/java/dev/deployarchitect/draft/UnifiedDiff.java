package dev.deployarchitect.draft;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A patch as a model writes one: files with hunks. The counts of a hunk are not read, since they
 * are often wrong; its lines say what is meant.
 */
final class UnifiedDiff {
  private static final Pattern HUNK = Pattern.compile("@@ -(\\d{1,9})(?:,\\d{1,9})? \\+\\d.*");

  /**
   * One hunk.
   *
   * @param line of its first line before the change, from 1; -1 where the hunk did not say
   */
  record Hunk(int line, List<String> before, List<String> after) {}

  /** One file: {@code from} is empty for a new one, {@code to} for one that goes. */
  record Patched(Optional<String> from, Optional<String> to, List<Hunk> hunks) {}

  private final List<Patched> files = new ArrayList<>();
  private final List<String> lines;
  private int at;

  private UnifiedDiff(String diff) {
    this.lines = diff.lines().toList();
  }

  /**
   * The files of a patch.
   *
   * @throws EditException where it is none
   */
  static List<Patched> read(String diff) {
    UnifiedDiff reader = new UnifiedDiff(diff);
    while (reader.at < reader.lines.size()) {
      if (reader.isFile(reader.at)) {
        reader.file();
      } else {
        reader.at++;
      }
    }
    if (reader.files.isEmpty()) {
      throw new EditException(
          "The diff names no file: it needs lines '--- a/path' and '+++ b/path', then hunks that begin with '@@ -line +line @@'.");
    }
    return List.copyOf(reader.files);
  }

  private boolean isFile(int line) {
    return line + 1 < lines.size()
        && lines.get(line).startsWith("--- ")
        && lines.get(line + 1).startsWith("+++ ");
  }

  private void file() {
    Optional<String> from = path(lines.get(at), "a/");
    Optional<String> to = path(lines.get(at + 1), "b/");
    at += 2;
    List<Hunk> hunks = new ArrayList<>();
    while (at < lines.size() && !isFile(at) && !lines.get(at).startsWith("diff --git ")) {
      if (lines.get(at).startsWith("@@")) {
        hunks.add(hunk());
      } else {
        at++;
      }
    }
    if (hunks.isEmpty()) {
      throw new EditException(
          "The diff of %s has no hunk that begins with '@@'."
              .formatted(to.or(() -> from).orElse("")));
    }
    files.add(new Patched(from, to, List.copyOf(hunks)));
  }

  private static Optional<String> path(String line, String prefix) {
    String path = line.substring(4).replaceFirst("\t.*", "").strip();
    return path.equals("/dev/null")
        ? Optional.empty()
        : Optional.of(path.startsWith(prefix) ? path.substring(2) : path);
  }

  private Hunk hunk() {
    Matcher head = HUNK.matcher(lines.get(at++));
    int line = head.matches() ? Integer.parseInt(head.group(1)) : -1;
    List<String> before = new ArrayList<>();
    List<String> after = new ArrayList<>();
    while (at < lines.size() && !ends(at)) {
      String text = lines.get(at++);
      if (text.isEmpty() && (at == lines.size() || ends(at))) {
        break;
      }
      char sign = text.isEmpty() ? ' ' : text.charAt(0);
      String rest = text.isEmpty() ? "" : text.substring(1);
      switch (sign) {
        case ' ' -> {
          before.add(rest);
          after.add(rest);
        }
        case '-' -> before.add(rest);
        case '+' -> after.add(rest);
        // "\ No newline at end of file": the file's own end stays.
        default -> {}
      }
    }
    return new Hunk(line, List.copyOf(before), List.copyOf(after));
  }

  private boolean ends(int line) {
    String text = lines.get(line);
    return text.startsWith("@@") || text.startsWith("diff --git ") || isFile(line);
  }
}

package dev.deployarchitect.review;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A file that somebody wrote to keep an analyzer busy. The shapes lie in {@code
 * src/test/resources/linear}: what can be repeated in which file ({@code #} is the repetition's
 * number), and nonsense for frames of files ({@code %s} where it stands as it is, {@code %i}
 * indented, {@code %q} in single quotes, {@code %j} in JSON).
 *
 * @param path where it lies, which says what reads it
 */
record HostileText(String path, String before, String repeated, String after, char quoting) {
  /**
   * Each frame gets a part of the nonsense, the next frame another one: all of it takes minutes.
   */
  private static final int EVERY = Integer.getInteger("linear.every", 12);

  private static final String LINE = "\n          ";

  /** What must lie beside a file so that it is read. */
  private static final Map<String, Map<String, String>> BESIDE =
      Map.of(
          "index.ts", Map.of("Pulumi.yaml", "name: a\nruntime: nodejs\n"),
          ".dockerignore", Map.of("Dockerfile", "FROM node:22\nCOPY . .\n"),
          ".architect.yml", Map.of("Dockerfile", "FROM node:22\nCOPY . .\n"));

  static List<HostileText> all() {
    List<HostileText> all = new ArrayList<>();
    for (List<String> shape : rows("repeated.tsv")) {
      all.add(new HostileText(shape.get(0), shape.get(1), shape.get(2), shape.get(3), 's'));
    }
    List<List<String>> nonsense = rows("anywhere.tsv");
    List<List<String>> frames = rows("frames.tsv");
    for (int i = 0; i < frames.size(); i++) {
      List<String> frame = frames.get(i);
      int at = frame.get(1).indexOf('%');
      String before = frame.get(1).substring(0, at);
      String after = frame.get(1).substring(at + 2);
      char quoting = frame.get(1).charAt(at + 1);
      for (int k = i % EVERY; k < nonsense.size(); k += EVERY) {
        all.add(new HostileText(frame.get(0), before, nonsense.get(k).get(0), after, quoting));
      }
    }
    return all;
  }

  private static List<List<String>> rows(String file) {
    try (InputStream in = HostileText.class.getResourceAsStream("/linear/" + file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .skip(1)
          .map(line -> List.of(line.split("\t", -1)).stream().map(HostileText::read).toList())
          .toList();
    } catch (IOException e) {
      throw new IllegalStateException("the shapes cannot be read", e);
    }
  }

  /** With escapes for what a line of a table cannot hold. */
  private static String read(String written) {
    return written.translateEscapes();
  }

  /** All files of the repository, this one with about so many characters. */
  Map<String, String> files(int characters) {
    int times = Math.max(1, characters / repeated.length());
    StringBuilder text = new StringBuilder(before);
    for (int i = 0; i < times; i++) {
      text.append(quoted(quoting == 's' ? repeated.replace("#", number(i)) : repeated));
    }
    Map<String, String> files = new java.util.HashMap<>(BESIDE.getOrDefault(path, Map.of()));
    files.put(path, text.append(after).toString());
    return files;
  }

  private String number(int i) {
    // A lone sign is nonsense of its own: the begin of a comment.
    return repeated.replace("#", "").strip().length() > 2 && !repeated.contains("architect-")
        ? String.valueOf(i)
        : "#";
  }

  private String quoted(String unit) {
    return switch (quoting) {
      case 'i' -> unit.replace("\n", LINE);
      case 'q' -> unit.replace("'", "''");
      case 'j' ->
          unit.replace("\\", "\\\\")
              .replace("\"", "\\\"")
              .replace("\n", "\\n")
              .replace("\r", "\\r")
              .replace("\t", "\\t");
      default -> unit;
    };
  }

  @Override
  public String toString() {
    return (path + ": " + before + "(" + repeated + ")…" + after).replace("\n", "⏎");
  }
}

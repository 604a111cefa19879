package dev.deployarchitect.build.dockerfile;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A {@code .dockerignore}: patterns of Go's {@code filepath.Match} and {@code **}, the last that
 * matches a path or one of its folders decides (docs.docker.com/build/concepts/context).
 */
public final class DockerIgnore {
  private record Line(Pattern pattern, boolean keeps, String text) {}

  private final List<Line> lines = new ArrayList<>();

  private DockerIgnore() {}

  public static DockerIgnore read(String text) {
    DockerIgnore ignore = new DockerIgnore();
    text.lines().forEach(ignore::add);
    return ignore;
  }

  private void add(String written) {
    String line = written.strip();
    if (line.isEmpty() || line.startsWith("#") || line.startsWith("\uFEFF#")) {
      return;
    }
    boolean keeps = line.startsWith("!");
    String glob = clean(keeps ? line.substring(1).strip() : line);
    if (!glob.isEmpty()) {
      lines.add(new Line(pattern(glob), keeps, glob));
    }
  }

  /** A character class that is none, such as {@code [z-a]}, is taken literally. */
  private static Pattern pattern(String glob) {
    try {
      return Pattern.compile(regex(glob));
    } catch (PatternSyntaxException e) {
      return Pattern.compile(glob, Pattern.LITERAL);
    }
  }

  private static String clean(String glob) {
    return glob.replace("\uFEFF", "").replaceFirst("^(\\./|/)+", "").replaceFirst("/+$", "");
  }

  /** Whether {@code path}, relative to the context with {@code /}, is left out of it. */
  public boolean ignores(String path) {
    boolean ignored = false;
    for (Line line : lines) {
      if (matchesOrParentMatches(line.pattern(), path)) {
        ignored = !line.keeps();
      }
    }
    return ignored;
  }

  /** Whether nothing at all is left in the context. */
  public boolean ignoresEverything() {
    boolean all = false;
    for (Line line : lines) {
      all = line.keeps() ? false : all || line.text().equals("*") || line.text().equals("**");
    }
    return all;
  }

  private static boolean matchesOrParentMatches(Pattern pattern, String path) {
    for (int end = path.length(); end > 0; end = path.lastIndexOf('/', end - 1)) {
      if (pattern.matcher(path.substring(0, end)).matches()) {
        return true;
      }
    }
    return false;
  }

  private static String regex(String glob) {
    StringBuilder out = new StringBuilder();
    int i = 0;
    while (i < glob.length()) {
      char c = glob.charAt(i);
      if (glob.startsWith("**/", i)) {
        out.append("(?:.*/)?");
        i += 3;
      } else if (glob.startsWith("**", i)) {
        out.append(".*");
        i += 2;
      } else if (c == '[' && glob.indexOf(']', i + 1) > 0) {
        int close = glob.indexOf(']', i + 1);
        String inside =
            glob.substring(i + 1, close)
                .replace("\\", "\\\\")
                .replace("[", "\\[")
                .replace("&&", "&\\&");
        out.append('[').append(inside.replaceFirst("^!", "^")).append(']');
        i = close + 1;
      } else {
        out.append(
            switch (c) {
              case '*' -> "[^/]*";
              case '?' -> "[^/]";
              default -> Pattern.quote(String.valueOf(c));
            });
        i++;
      }
    }
    return out.toString();
  }
}

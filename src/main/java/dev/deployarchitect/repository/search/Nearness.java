package dev.deployarchitect.repository.search;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How far a file is from the one that is being worked on, 0 for itself. */
final class Nearness {
  /** What a file names in quotes or imports: paths and modules of it. */
  private static final Pattern NAMED =
      Pattern.compile(
          "['\"]([\\w@~./-]{2,200})['\"]|^\\s*(?:from|import|require_relative)\\s+([\\w./]{2,200})",
          Pattern.MULTILINE);

  private static final int IMPORTED = 1;
  private static final int SAME_FOLDER = 2;

  /** Steps from folder to folder count after that. */
  private static final int ELSEWHERE = 3;

  private final String near;
  private final List<String> imports;

  /**
   * From a file.
   *
   * @param near its path, or that of a folder; empty where everything is equally far
   * @param text of it, empty for a folder
   */
  Nearness(String near, String text) {
    this.near = near;
    this.imports = imports(text);
  }

  private static List<String> imports(String text) {
    List<String> found = new ArrayList<>();
    Matcher matcher = NAMED.matcher(text.substring(0, Math.min(20_000, text.length())));
    while (matcher.find()) {
      String name =
          matcher.group(1) == null ? matcher.group(2).replace('.', '/') : matcher.group(1);
      String plain = name.replaceFirst("^[@~]?[./]+", "").replaceFirst("\\.\\w{1,4}$", "");
      if (plain.length() > 2) {
        found.add(plain);
      }
    }
    return found;
  }

  int of(String path) {
    if (near.isEmpty()) {
      return 0;
    }
    if (path.equals(near)) {
      return 0;
    }
    String plain = path.replaceFirst("\\.\\w{1,4}$", "").replaceFirst("/(index|__init__|mod)$", "");
    if (imports.stream().anyMatch(i -> plain.equals(i) || plain.endsWith("/" + i))) {
      return IMPORTED;
    }
    String[] from = folder(near);
    String[] to = folder(path);
    int common = 0;
    while (common < Math.min(from.length, to.length) && from[common].equals(to[common])) {
      common++;
    }
    int steps = from.length + to.length - 2 * common;
    return steps == 0 ? SAME_FOLDER : ELSEWHERE + steps;
  }

  private static String[] folder(String path) {
    int end = path.lastIndexOf('/');
    return end < 0 ? new String[0] : path.substring(0, end).split("/");
  }
}

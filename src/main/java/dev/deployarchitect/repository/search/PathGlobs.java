package dev.deployarchitect.repository.search;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Patterns over paths as people write them: one without a slash fits names in any folder, a folder
 * fits all below it, and {@code **} fits no folder, too.
 *
 * @param folders patterns without a wildcard
 */
public record PathGlobs(List<PathMatcher> matchers, List<String> folders)
    implements Predicate<String> {

  /**
   * Reads patterns; a path fits when one of them does.
   *
   * @throws IllegalArgumentException with one sentence that names the pattern
   */
  public static PathGlobs of(List<String> patterns) {
    List<PathMatcher> matchers = new ArrayList<>();
    List<String> folders = new ArrayList<>();
    for (String given : patterns) {
      String pattern = given.strip().replaceFirst("^(\\./)+", "");
      if (pattern.isEmpty()) {
        continue;
      }
      if (!pattern.matches(".*[*?\\[{].*")) {
        folders.add(pattern.replaceFirst("/+$", ""));
      }
      String glob = pattern.endsWith("/") ? pattern + "**" : pattern;
      try {
        for (String one : variants(glob)) {
          matchers.add(FileSystems.getDefault().getPathMatcher("glob:" + one));
        }
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "'%s' is no glob; write one such as **/*.ts or apps/web/**.".formatted(given), e);
      }
    }
    return new PathGlobs(matchers, folders);
  }

  private static List<String> variants(String glob) {
    List<String> all = new ArrayList<>(List.of(glob));
    if (!glob.contains("/")) {
      all.add("**/" + glob);
    }
    // Java's "**/x" does not fit x in the root, nor "a/**/x" a/x, as people mean it.
    if (glob.startsWith("**/")) {
      all.add(glob.substring(3));
    }
    if (glob.contains("/**/")) {
      all.add(glob.replace("/**/", "/"));
    }
    return all;
  }

  /** Whether there is no pattern at all. */
  public boolean isEmpty() {
    return matchers.isEmpty();
  }

  @Override
  public boolean test(String path) {
    if (folders.stream().anyMatch(f -> path.equals(f) || path.startsWith(f + "/"))) {
      return true;
    }
    Path asPath = Path.of(path);
    return matchers.stream().anyMatch(m -> m.matches(asPath));
  }
}

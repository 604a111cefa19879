package dev.deployarchitect.edit;

import dev.deployarchitect.workspace.Workspace;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/** Tests that by their name are of a file: what asserts the lines that a change replaced. */
final class TestsOf {
  private static final int MOST = 5;

  private TestsOf() {}

  /** Of some files, without those among them; the first few. */
  static List<String> files(Collection<String> paths, Workspace workspace) {
    return paths.stream()
        .flatMap(path -> workspace.paths(named(path).asMatchPredicate()).stream())
        .distinct()
        .filter(path -> !paths.contains(path))
        .limit(MOST)
        .toList();
  }

  /** As vitest, jest, pytest, Go, RSpec, JUnit and PHPUnit find them. */
  private static Pattern named(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    String stem = Pattern.quote(name.replaceFirst("\\.[^.]+$", ""));
    return Pattern.compile(
        "(.*/)?(%1$s\\.(test|spec)\\.[cm]?[jt]sx?|test_%1$s\\.py|%1$s_(test|spec)\\.(go|py|rb)|%1$sTest\\.(java|kt|php))"
            .formatted(stem));
  }
}

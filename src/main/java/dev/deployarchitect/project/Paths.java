package dev.deployarchitect.project;

import dev.deployarchitect.text.Source;
import dev.deployarchitect.text.Span;
import dev.deployarchitect.workspace.Workspace;
import java.util.Comparator;

/** Questions about relative paths with {@code /}. */
public final class Paths {
  /** The root's own files before those of packages. */
  public static final Comparator<String> SHALLOW_FIRST =
      Comparator.comparingLong((String p) -> p.chars().filter(c -> c == '/').count())
          .thenComparing(Comparator.naturalOrder());

  private Paths() {}

  /** The last part. */
  public static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** The folder, without a slash at its end; empty for the root. */
  public static String folder(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "" : path.substring(0, slash);
  }

  /** {@code folder/name}, or the name alone in the root. */
  public static String in(String folder, String name) {
    return folder.isEmpty() ? name : folder + "/" + name;
  }

  /** The first line of a file; of one that cannot be read (large, binary) its empty start. */
  public static Span proof(Workspace workspace, String path) {
    return workspace
        .source(path)
        .map(s -> s.lineSpan(1))
        .orElseGet(() -> new Source(path, "").whole());
  }
}

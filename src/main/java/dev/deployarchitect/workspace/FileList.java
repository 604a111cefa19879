package dev.deployarchitect.workspace;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The files of a workspace.
 *
 * @param paths relative, with {@code /}, sorted
 * @param leftOut sentences on what was not walked: limits reached, folders without permission
 */
public record FileList(List<String> paths, List<String> leftOut) {

  /** The same with files that are there too, or gone. */
  FileList with(Map<String, Optional<String>> changes) {
    TreeSet<String> all = new TreeSet<>(paths);
    changes.forEach((path, text) -> {
      if (text.isPresent()) {
        all.add(path);
      } else {
        all.remove(path);
      }
    });
    return new FileList(List.copyOf(all), leftOut);
  }
}

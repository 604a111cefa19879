package dev.deployarchitect.draft;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What one call did to the draft; undone as one.
 *
 * @param number in its draft, from 1
 * @param tool that made it
 * @param why in the model's words
 * @param files that it touched, by path
 */
public record Change(int number, String tool, String why, List<FileChange> files) {

  /** Its paths in one line. */
  public String paths() {
    return files.stream().map(FileChange::path).collect(Collectors.joining(", "));
  }
}

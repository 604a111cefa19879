package dev.deployarchitect.draft;

import java.util.Optional;

/**
 * One file of a change. A text is empty where there is no file.
 *
 * @param path relative to the repository, with {@code /}
 * @param base what the repository held when the draft was last laid over it
 * @param before what the draft held
 * @param after what it holds now
 */
public record FileChange(
    String path, Optional<String> base, Optional<String> before, Optional<String> after) {

  /** In a word: added, changed or deleted, beside what the draft held. */
  public String kind() {
    return before.isEmpty() ? "added" : after.isEmpty() ? "deleted" : "changed";
  }
}

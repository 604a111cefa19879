package dev.deployarchitect.pipeline.generate;

import dev.deployarchitect.content.DatedTable;

/**
 * Actions by commit, with the version beside it.
 *
 * @param table the newest of each major version, the newest first
 */
record ActionPins(DatedTable table) {

  /** {@code owner/name@commit # version}. */
  String of(String action) {
    return of(action, "");
  }

  /** An action below the root of its repository: {@code owner/name/below@commit # version}. */
  String of(String action, String below) {
    return table
        .find("action", action)
        .map(row -> "%s%s@%s # %s".formatted(action, below, row.get("commit"), row.get("version")))
        .orElseThrow(() -> new IllegalStateException("no pin for " + action));
  }
}

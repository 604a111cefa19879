package dev.deployarchitect.tool;

import dev.deployarchitect.draft.Change;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Who stands behind a call.
 *
 * @param listener is told how far a long work has come
 * @param person decides on what goes beyond reading
 * @param keeper is told of each change of the draft, before the call ends
 * @param results the texts of earlier results by their calls' ids
 */
record Caller(
    Consumer<String> listener,
    Function<Approval, Approval.Decision> person,
    Consumer<Change> keeper,
    Function<String, Optional<String>> results) {
  /** Hears nothing, allows nothing, keeps nothing. */
  static final Caller NOBODY =
      new Caller(
          message -> {},
          approval -> new Approval.Decision.NobodyToAsk(),
          change -> {},
          call -> Optional.empty());
}

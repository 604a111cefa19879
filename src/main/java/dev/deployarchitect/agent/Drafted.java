package dev.deployarchitect.agent;

import dev.deployarchitect.delivery.Bundle;
import dev.deployarchitect.delivery.Bundle.Difference;
import dev.deployarchitect.draft.Change;
import dev.deployarchitect.workspace.Secrets;

/** A change of the draft as an event. */
final class Drafted {
  /** A patch that nobody reads to its end on a screen. */
  private static final int MOST = 100_000;

  private Drafted() {}

  static AgentEvent.DraftChanged event(String call, Change change, Secrets secrets) {
    String patch =
        secrets.replace(
            Bundle.patch(
                change.files().stream()
                    .map(f -> new Difference(f.path(), f.before(), f.after()))
                    .toList()));
    String shown =
        patch.length() <= MOST
            ? patch
            : patch.substring(0, MOST)
                + "\n… %,d more characters%n".formatted(patch.length() - MOST);
    return new AgentEvent.DraftChanged(call, change, shown);
  }
}

package dev.deployarchitect.agent.run;

import dev.deployarchitect.draft.Change;
import dev.deployarchitect.draft.Draft;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The draft of a conversation, made again from what its runs changed. */
final class Drafts {
  private final Journal journal;

  Drafts(Journal journal) {
    this.journal = journal;
  }

  /** As it was after the last event of {@code run}, or is now where the run is under way. */
  Draft at(Journal.Run run) {
    // A run that another one replaced is not among them.
    List<Change> changes = new ArrayList<>();
    journal.runs(run.conversation()).stream()
        .takeWhile(each -> !each.id().equals(run.id()))
        .filter(each -> !each.started().isAfter(run.started()))
        .forEach(each -> changes.addAll(changes(each.id())));
    changes.addAll(changes(run.id()));
    return Draft.of(changes);
  }

  /** Without those of steps that began again. */
  private List<Change> changes(String run) {
    List<Journal.Drafted> drafted = journal.drafted(run);
    if (drafted.isEmpty()) {
      return List.of();
    }
    Set<Long> standing =
        Standing.of(journal, run).events().stream()
            .map(Standing.Event::number)
            .collect(Collectors.toSet());
    return drafted.stream()
        .filter(d -> standing.contains(d.number()))
        .map(Journal.Drafted::change)
        .toList();
  }
}

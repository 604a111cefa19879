package dev.deployarchitect.agent.run;

import dev.deployarchitect.agent.memory.Earlier;
import dev.deployarchitect.agent.memory.Summary;
import dev.deployarchitect.agent.model.Message;
import java.util.ArrayList;
import java.util.List;

/**
 * What was asked, looked up and answered before in a conversation. Old runs are told by a summary,
 * several at once, so that the beginning stays the same from one question to the next.
 */
final class History {
  private static final int AT_ONCE = 6;

  private final Journal journal;

  History(Journal journal) {
    this.journal = journal;
  }

  Earlier before(Journal.Run run) {
    List<Journal.Run> earlier =
        journal.runs(run.conversation()).stream()
            .takeWhile(r -> !r.id().equals(run.id()))
            .filter(r -> !r.isRunning())
            .toList();
    int old = Math.max(0, (earlier.size() - AT_ONCE) / AT_ONCE * AT_ONCE);
    Summary summary = new Summary();
    earlier.subList(0, old).forEach(r -> summary.add(r.question(), r.answer()));
    List<Message> messages = new ArrayList<>();
    earlier.subList(old, earlier.size()).forEach(r -> messages.addAll(messages(r)));
    return new Earlier(summary.text(), messages);
  }

  private List<Message> messages(Journal.Run run) {
    Standing standing = Standing.of(journal, run.id());
    List<Message> messages = new ArrayList<>();
    messages.add(new Message.User(standing.question(run.question())));
    messages.addAll(Resumption.of(standing.events(), run.used()).messages());
    String answer =
        run.answer().isBlank() ? "(This run was stopped before an answer.)" : run.answer();
    messages.add(new Message.Assistant(answer, List.of()));
    return messages;
  }
}

package dev.deployarchitect.agent.run;

import dev.deployarchitect.agent.model.Message;
import java.util.ArrayList;
import java.util.List;

/** What was asked and answered before in a conversation: the last turns only. */
final class History {
  private static final int REMEMBERED = 6;

  private final Journal journal;

  History(Journal journal) {
    this.journal = journal;
  }

  List<Message> before(Journal.Run run) {
    List<Message> messages = new ArrayList<>();
    List<Journal.Run> finished =
        journal.runs(run.conversation()).stream()
            .filter(r -> r.status().equals("finished") && !r.id().equals(run.id()))
            .toList();
    for (Journal.Run earlier :
        finished.subList(Math.max(0, finished.size() - REMEMBERED), finished.size())) {
      messages.add(new Message.User(earlier.question()));
      messages.add(new Message.Assistant(earlier.answer(), List.of()));
    }
    return messages;
  }
}

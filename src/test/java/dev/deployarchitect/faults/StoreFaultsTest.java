package dev.deployarchitect.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deployarchitect.Architect;
import dev.deployarchitect.Given;
import dev.deployarchitect.agent.Agent;
import dev.deployarchitect.agent.Limits;
import dev.deployarchitect.agent.run.Follower;
import dev.deployarchitect.agent.run.Journal;
import dev.deployarchitect.agent.run.JournalException;
import dev.deployarchitect.agent.run.NumberedEvent;
import dev.deployarchitect.agent.run.Runs;
import dev.deployarchitect.agent.run.Standing;
import dev.deployarchitect.agent.spending.Budgets;
import dev.deployarchitect.faults.PacedEndpoint.Step;
import dev.deployarchitect.servers.DebianPostgres;
import dev.deployarchitect.store.SqlJournal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A store that goes and comes back, and clients that cannot keep up. */
@Timeout(90)
class StoreFaultsTest {
  private static final Architect ARCHITECT = Given.architect();
  private static final String SPEECH =
      "one two three four five six seven eight nine ten ".repeat(12);

  @TempDir Path folder;

  private static Runs runs(Journal journal, PacedEndpoint endpoint, Duration lease) {
    Agent agent =
        Given.agent(
            ARCHITECT,
            Given.model(endpoint.baseUrl(), "scripted", Duration.ofSeconds(20)),
            Limits.DEFAULT.impatient());
    return Given.runs(journal, agent, lease, Budgets.NONE);
  }

  private static String ask(Runs runs) {
    Journal.Conversation conversation =
        new Journal.Conversation("c_" + System.nanoTime(), "who-covers-it", "", Instant.now());
    runs.journal().create(conversation);
    Journal.Started started =
        runs.start(conversation, "Slow builds?", Optional.empty(), Optional.empty());
    return ((Journal.Started.Fresh) started).run().id();
  }

  /** Follows as a client does: it comes back as often as it is turned away. */
  private static List<NumberedEvent> follow(Runs runs, String run, long pauseMillis)
      throws InterruptedException {
    List<NumberedEvent> events = new ArrayList<>();
    Follower follower =
        new Follower() {
          @Override
          public void events(List<NumberedEvent> several) throws InterruptedException {
            events.addAll(several);
            Thread.sleep(pauseMillis * several.size());
          }

          @Override
          public void idle() {
            // Nothing to keep open.
          }
        };
    while (events.isEmpty() || !events.getLast().last()) {
      try {
        runs.follow(run, events.isEmpty() ? 0 : events.getLast().number(), 500, follower);
      } catch (JournalException e) {
        Thread.sleep(200);
      }
    }
    return events;
  }

  private static void isWhole(
      Journal journal, String run, List<NumberedEvent> events, String speech) {
    for (int i = 0; i < events.size(); i++) {
      assertThat(events.get(i).number()).isEqualTo(i + 1);
    }
    assertThat(events.getLast().type()).isEqualTo("run_finished");
    StringBuilder text = new StringBuilder();
    Standing.of(journal, run).events().forEach(e -> text.append(e.data().path("text").asText("")));
    assertThat(text.toString()).isEqualTo(speech);
  }

  private static void untilEvents(Journal journal, String run, int count)
      throws InterruptedException {
    while (journal.events(run, 0, count).size() < count) {
      Thread.sleep(10);
    }
  }

  @Test
  void aDatabaseThatGoesInTheMiddleOfARunAndComesBackLosesNothing() throws Exception {
    try (DebianPostgres database = DebianPostgres.create(folder, "store", Map.of());
        PacedEndpoint endpoint = new PacedEndpoint(List.of(new Step(SPEECH, "")), 15);
        SqlJournal journal = SqlJournal.open(database.url("postgres"));
        Runs runs = runs(journal, endpoint, Duration.ofSeconds(15))) {
      String run = ask(runs);
      untilEvents(journal, run, 20);
      database.stop();
      Thread.sleep(1_000);
      database.start(Map.of());
      isWhole(journal, run, follow(runs, run, 0), SPEECH);
    }
  }

  @Test
  void aRunThatFillsTheDiskGoesOnWhenThereIsRoomAgain() throws Exception {
    Path file = folder.resolve("store.db");
    String run;
    try (PacedEndpoint endpoint = new PacedEndpoint(List.of(new Step(SPEECH.repeat(6), "")), 2);
        SqlJournal small = SqlJournal.open(file + "?max_page_count=26");
        Runs runs = runs(small, endpoint, Duration.ofMillis(600))) {
      run = ask(runs);
      while (runs.active() > 0) {
        Thread.sleep(10);
      }
      assertThat(small.run(run).orElseThrow().isRunning()).isTrue();
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 200; i++) {
                  small.create(
                      new Journal.Conversation("full " + i, "x".repeat(4000), "", Instant.now()));
                }
              })
          .isInstanceOf(JournalException.class)
          .hasMessageContaining("full");
    }
    try (PacedEndpoint endpoint = new PacedEndpoint(List.of(new Step(SPEECH.repeat(6), "")), 2);
        SqlJournal large = SqlJournal.open(file.toString());
        Runs runs = runs(large, endpoint, Duration.ofMillis(600))) {
      isWhole(large, run, follow(runs, run, 0), SPEECH.repeat(6));
    }
  }

  @Test
  void aClientThatReadsSlowlyGetsEveryEventAndHoldsNothingUp() throws Exception {
    try (PacedEndpoint endpoint = new PacedEndpoint(List.of(new Step(SPEECH.repeat(10), "")), 0);
        SqlJournal journal = SqlJournal.open(folder.resolve("store.db").toString());
        Runs runs = runs(journal, endpoint, Duration.ofSeconds(15))) {
      String run = ask(runs);
      List<NumberedEvent> slow = new ArrayList<>();
      Thread reader =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  slow.addAll(follow(runs, run, 3));
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              });
      List<NumberedEvent> fast = follow(runs, run, 0);
      assertThat(reader.isAlive()).as("the slow one is still behind").isTrue();
      reader.join(Duration.ofSeconds(60));
      assertThat(fast).hasSizeGreaterThan(2_000);
      assertThat(slow).isEqualTo(fast);
    }
  }
}

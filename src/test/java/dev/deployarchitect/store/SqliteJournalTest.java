package dev.deployarchitect.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deployarchitect.agent.Journal;
import dev.deployarchitect.agent.NumberedEvent;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteJournalTest {
  @TempDir Path folder;

  private Path file() {
    return folder.resolve("store.db");
  }

  private static NumberedEvent event(long number) {
    return new NumberedEvent(number, "text_delta", "{\"text\":\"%d\"}".formatted(number), false);
  }

  private static void begin(Journal journal) {
    journal.create(new Journal.Conversation("c", "shop", Instant.EPOCH));
    assertThat(journal.start("r", "c", "why?", Optional.empty()))
        .isInstanceOf(Journal.Started.Fresh.class);
  }

  @Test
  void aWriteThatBreaksARuleFailsAloneAndItsNeighboursAreStored() {
    try (SqliteJournal journal = SqliteJournal.open(file())) {
      begin(journal);
      List<CompletableFuture<Void>> stored = new ArrayList<>();
      for (long number = 1; number <= 300; number++) {
        stored.add(journal.append("r", event(number)));
        if (number % 100 == 0) {
          stored.add(journal.append("r", event(number)));
        }
      }
      List<CompletableFuture<Void>> failed =
          stored.stream().filter(SqliteJournalTest::fails).toList();
      assertThat(failed).hasSize(3);
      assertThat(journal.events("r", 0))
          .extracting(NumberedEvent::number)
          .hasSize(300)
          .isSorted()
          .doesNotHaveDuplicates();
    }
  }

  private static boolean fails(CompletableFuture<Void> future) {
    try {
      future.join();
      return false;
    } catch (RuntimeException e) {
      assertThat(e).hasRootCauseInstanceOf(java.sql.SQLException.class);
      return true;
    }
  }

  @Test
  void whatWasStoredIsThereAfterTheFileIsOpenedAgain() {
    try (SqliteJournal journal = SqliteJournal.open(file())) {
      begin(journal);
      journal.append("r", event(1)).join();
      journal.end("r", "finished", "because").join();
    }
    try (SqliteJournal journal = SqliteJournal.open(file())) {
      assertThat(journal.run("r").orElseThrow().answer()).isEqualTo("because");
      assertThat(journal.events("r", 0)).containsExactly(event(1));
      assertThat(journal.events("r", 1)).isEmpty();
    }
  }

  @Test
  void aFileFromBeforeVersionsWereCountedIsTakenOver() throws Exception {
    try (SqliteJournal journal = SqliteJournal.open(file())) {
      begin(journal);
    }
    version(0);
    try (SqliteJournal journal = SqliteJournal.open(file())) {
      assertThat(journal.conversation("c")).isPresent();
    }
  }

  @Test
  void aFileOfANewerProgramIsRefusedAndLeftAlone() throws Exception {
    try (SqliteJournal journal = SqliteJournal.open(file())) {
      begin(journal);
    }
    version(99);
    assertThatThrownBy(() -> SqliteJournal.open(file()))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("is of version 99")
        .hasMessageContaining("--store");
  }

  private void version(int number) throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA user_version = " + number);
    }
  }
}

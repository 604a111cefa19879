package dev.deployarchitect.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteJournalTest extends JournalTest {
  @TempDir Path folder;

  private Path file() {
    return folder.resolve("store.db");
  }

  @Override
  SqlJournal open() {
    return SqlJournal.open(file().toString());
  }

  private void execute(String... statements) throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  @Test
  void aFileFromBeforeVersionsWereCountedIsTakenOverWithAllThatIsInIt() throws Exception {
    execute(
        "CREATE TABLE conversations (id TEXT PRIMARY KEY, workspace TEXT NOT NULL, created TEXT NOT NULL)",
        """
        CREATE TABLE runs (
          id TEXT PRIMARY KEY, conversation TEXT NOT NULL REFERENCES conversations (id),
          question TEXT NOT NULL, status TEXT NOT NULL, answer TEXT NOT NULL,
          idempotency_key TEXT, UNIQUE (conversation, idempotency_key))
        """,
        """
        CREATE TABLE events (
          run TEXT NOT NULL, number INTEGER NOT NULL, type TEXT NOT NULL, data TEXT NOT NULL,
          last INTEGER NOT NULL, PRIMARY KEY (run, number)) WITHOUT ROWID
        """,
        "INSERT INTO conversations VALUES ('c', 'shop', '2026-11-24T10:15:30.250Z')",
        "INSERT INTO runs VALUES ('z', 'c', 'first?', 'finished', 'so', NULL)",
        "INSERT INTO runs VALUES ('a', 'c', 'second?', 'running', '', 'k')",
        "INSERT INTO events VALUES ('a', 1, 'text_delta', '{\"text\":\"1\"}', 0)");
    try (SqlJournal journal = open()) {
      assertThat(journal.conversation("c").orElseThrow().created())
          .isEqualTo(Instant.parse("2026-11-24T10:15:30.250Z"));
      assertThat(journal.runs("c")).extracting(r -> r.id()).containsExactly("z", "a");
      assertThat(journal.events("a", 0, 9)).containsExactly(event(1));
      assertThat(journal.orphans(9)).extracting(o -> o.run().id()).containsExactly("a");
      assertThat(journal.take("a", "server-b", Duration.ofSeconds(5))).isPresent();
    }
  }

  @Test
  void aFileOfANewerProgramIsRefusedAndLeftAlone() throws Exception {
    try (SqlJournal journal = open()) {
      begin(journal, Duration.ofSeconds(1));
    }
    execute("PRAGMA user_version = 99");
    assertThatThrownBy(this::open)
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("is of version 99")
        .hasMessageContaining("--store");
  }
}

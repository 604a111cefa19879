package dev.deployarchitect.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deployarchitect.agent.run.Claim;
import dev.deployarchitect.agent.run.Journal;
import dev.deployarchitect.servers.DebianPostgres;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresJournalTest extends JournalTest {
  @TempDir private static Path folder;
  private static DebianPostgres server;
  private static int databases;
  private String database;

  @BeforeAll
  static void start() {
    server = DebianPostgres.create(folder, "store", Map.of());
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  @BeforeEach
  void create() throws SQLException {
    database = "journal_" + ++databases;
    server.execute("postgres", "CREATE DATABASE " + database);
  }

  @Override
  SqlJournal open() {
    return SqlJournal.open(server.url(database));
  }

  @Test
  void newsOfOneServerReachTheOthers() throws Exception {
    try (SqlJournal here = open();
        SqlJournal there = open()) {
      Claim claim = begin(here, Duration.ofSeconds(30));
      CountDownLatch news = new CountDownLatch(1);
      CountDownLatch wish = new CountDownLatch(1);
      there.watch("r", news::countDown);
      here.watch(Journal.CANCELS, wish::countDown);
      here.append(claim, event(1), NONE_ELSE).join();
      assertThat(news.await(5, TimeUnit.SECONDS)).isTrue();
      there.askToCancel("r");
      assertThat(wish.await(5, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void serversThatStartTogetherMakeTheTablesOnce() {
    CompletableFuture<SqlJournal> first = CompletableFuture.supplyAsync(this::open);
    try (SqlJournal second = open();
        SqlJournal other = first.join()) {
      begin(second, Duration.ofSeconds(1));
      assertThat(other.run("r")).isPresent();
    }
  }

  @Test
  void aDatabaseThatGoesAndComesBackLosesNoEvent() throws Exception {
    try (SqlJournal journal = open()) {
      Claim claim = begin(journal, Duration.ofSeconds(30));
      journal.append(claim, event(1), NONE_ELSE).join();
      server.stop();
      CompletableFuture<Void> second = journal.append(claim, event(2), NONE_ELSE);
      CompletableFuture<Void> third = journal.append(claim, event(3), NONE_ELSE);
      assertThatThrownBy(() -> journal.events("r", 0, 9)).isInstanceOf(StoreException.class);
      assertThat(second).isNotDone();
      server.start(Map.of());
      second.get(20, TimeUnit.SECONDS);
      third.get(20, TimeUnit.SECONDS);
      assertThat(journal.events("r", 0, 9)).containsExactly(event(1), event(2), event(3));
      CountDownLatch news = new CountDownLatch(1);
      journal.watch("r", news::countDown);
      journal.append(claim, event(4), NONE_ELSE).join();
      assertThat(news.await(5, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void connectionsThatAreCutAreMadeAnew() throws Exception {
    try (SqlJournal journal = open()) {
      Claim claim = begin(journal, Duration.ofSeconds(30));
      for (long number = 1; number <= 5; number++) {
        server.execute(
            "postgres",
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '%s'"
                .formatted(database));
        journal.append(claim, event(number), NONE_ELSE).join();
      }
      assertThat(journal.events("r", 0, 9)).hasSize(5);
    }
  }

  @Test
  void anAddressThatCannotBeUsedIsRefusedWithoutItsPassword() {
    assertThatThrownBy(() -> SqlJournal.open(server.url("nowhere")))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("nowhere")
        .hasMessageNotContaining("secret");
    assertThatThrownBy(() -> SqlJournal.open("postgresql://me:secret@"))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("must be postgresql://")
        .hasMessageNotContaining("secret");
  }
}

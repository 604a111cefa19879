package dev.deployarchitect.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The order in which a database sees what is written, told by a log that the statements keep. */
class BatchTest {
  private static final String BEGIN = "INSERT INTO log (said) VALUES ('begin ' || ?)";
  private static final String EVENT = "INSERT INTO log (said) VALUES ('event ' || ?)";
  private static final String END = "UPDATE log SET said = said || '!' WHERE said = 'begin ' || ?";

  private Connection connection;

  @BeforeEach
  void open() throws SQLException {
    connection = DriverManager.getConnection("jdbc:sqlite::memory:");
    connection.createStatement().execute("CREATE TABLE log (id INTEGER PRIMARY KEY, said TEXT)");
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  private static Write write(String topic, Sql... statements) {
    return new Write(List.of(statements), topic, new CompletableFuture<>());
  }

  private List<int[]> send(Write... group) throws SQLException {
    return Batch.of(List.of(group)).send(connection, new HashMap<>());
  }

  private List<String> log() throws SQLException {
    List<String> said = new ArrayList<>();
    try (ResultSet rows =
        connection.createStatement().executeQuery("SELECT said FROM log ORDER BY id")) {
      while (rows.next()) {
        said.add(rows.getString(1));
      }
    }
    return said;
  }

  @Test
  void statementsOfOneTextGoTogether() throws SQLException {
    send(
        write("a", Sql.of(EVENT, "a1")),
        write("", Sql.of(BEGIN, "b")),
        write("a", Sql.of(EVENT, "a2")),
        write("", Sql.of(BEGIN, "c")));

    assertThat(log()).containsExactly("event a1", "event a2", "begin b", "begin c");
  }

  @Test
  void theOrderWithinOneTopicIsKept() throws SQLException {
    send(
        write("", Sql.of(EVENT, "x")),
        write("a", Sql.of(BEGIN, "a")),
        write("a", Sql.of(EVENT, "a1")),
        write("a", Sql.of(BEGIN, "a again")));

    assertThat(log()).containsExactly("event x", "begin a", "event a1", "begin a again");
  }

  @Test
  void eachWriteHearsOfItsOwnRows() throws SQLException {
    List<int[]> counts =
        send(
            write("a", Sql.of(BEGIN, "a"), Sql.of(END, "a")),
            write("b", Sql.of(END, "never begun"), Sql.of(EVENT, "b1")),
            write("c", Sql.of(BEGIN, "c"), Sql.of(END, "c")));

    assertThat(counts).containsExactly(new int[] {1, 1}, new int[] {0, 1}, new int[] {1, 1});
    assertThat(log()).containsExactly("begin a!", "begin c!", "event b1");
  }
}

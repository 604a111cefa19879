package dev.deployarchitect.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes as few crossings of the network: statements of one text go together, as early as the order
 * within their topic allows. When many runs begin at once, each crossing else carries one or two.
 */
final class Batch {
  private final List<Crossing> crossings = new ArrayList<>();
  private final Map<String, Integer> reached = new HashMap<>();
  private final List<List<Place>> writes = new ArrayList<>();

  /** What is sent at once. */
  private static final class Crossing {
    private final String text;
    private final List<Sql> statements = new ArrayList<>();
    private int[] counts = {};

    Crossing(String text) {
      this.text = text;
    }
  }

  private record Place(Crossing crossing, int index) {
    int count() {
      return crossing.counts[index];
    }
  }

  static Batch of(List<Write> group) {
    Batch batch = new Batch();
    group.forEach(batch::add);
    return batch;
  }

  private void add(Write write) {
    int earliest = write.topic().isEmpty() ? 0 : reached.getOrDefault(write.topic(), 0);
    List<Place> places = new ArrayList<>();
    for (Sql sql : write.statements()) {
      earliest = crossing(sql.text(), earliest);
      Crossing crossing = crossings.get(earliest);
      crossing.statements.add(sql);
      places.add(new Place(crossing, crossing.statements.size() - 1));
    }
    writes.add(places);
    reached.put(write.topic(), earliest);
  }

  private int crossing(String text, int earliest) {
    for (int i = earliest; i < crossings.size(); i++) {
      if (crossings.get(i).text.equals(text)) {
        return i;
      }
    }
    crossings.add(new Crossing(text));
    return crossings.size() - 1;
  }

  /**
   * Sends all.
   *
   * @param prepared on this connection, kept from batch to batch
   * @return for each write the rows that each of its statements changed
   */
  List<int[]> send(Connection connection, Map<String, PreparedStatement> prepared)
      throws SQLException {
    for (Crossing crossing : crossings) {
      PreparedStatement statement = prepared.get(crossing.text);
      if (statement == null) {
        statement = connection.prepareStatement(crossing.text);
        prepared.put(crossing.text, statement);
      }
      // What a batch that failed may have left.
      statement.clearBatch();
      for (Sql sql : crossing.statements) {
        sql.bind(statement);
        statement.addBatch();
      }
      crossing.counts = statement.executeBatch();
    }
    return writes.stream().map(places -> places.stream().mapToInt(Place::count).toArray()).toList();
  }
}

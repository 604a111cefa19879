package dev.deployarchitect.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

/** A statement with its values. */
record Sql(String text, List<Object> values) {

  static Sql of(String text, Object... values) {
    return new Sql(text, Arrays.asList(values));
  }

  void bind(PreparedStatement statement) throws SQLException {
    for (int i = 0; i < values.size(); i++) {
      statement.setObject(i + 1, values.get(i));
    }
  }
}

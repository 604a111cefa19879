package dev.deployarchitect.database.migration;

import dev.deployarchitect.text.Span;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The types that columns had before they were changed or dropped, read in the order of a series.
 */
final class ColumnTypesBefore {
  private final Map<String, Map<String, String>> tables = new HashMap<>();
  private final Map<Span, String> before = new HashMap<>();

  private ColumnTypesBefore() {}

  /** By the span of the change. */
  static Map<Span, String> of(List<Migration> migrations) {
    ColumnTypesBefore types = new ColumnTypesBefore();
    migrations.forEach(m -> m.changes().forEach(types::read));
    return types.before;
  }

  private Map<String, String> columns(String table) {
    return tables.computeIfAbsent(table, t -> new HashMap<>());
  }

  private void read(Change change) {
    Map<String, String> columns = columns(change.table());
    switch (change) {
      case Change.CreateTable create -> tables.put(create.table(), new HashMap<>(create.columns()));
      case Change.AddColumn add -> columns.put(add.column(), add.type());
      case Change.RenameTable rename -> tables.put(rename.to(), tables.remove(rename.table()));
      case Change.RenameColumn rename -> {
        String type = columns.remove(rename.from());
        if (type != null) {
          columns.put(rename.to(), type);
        }
      }
      case Change.AlterType alter -> {
        String old = columns.put(alter.column(), alter.type());
        if (old != null) {
          before.put(change.span(), old);
        }
      }
      case Change.DropColumn drop -> {
        String old = columns.remove(drop.column());
        if (old != null) {
          before.put(change.span(), old);
        }
      }
      default -> {}
    }
  }
}

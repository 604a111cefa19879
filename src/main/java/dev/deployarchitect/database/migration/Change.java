package dev.deployarchitect.database.migration;

import dev.deployarchitect.text.Span;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What one statement, or one clause of an ALTER TABLE, does to the schema or its rows. */
public sealed interface Change {

  Span span();

  /** The table it touches, as PostgreSQL folds the name; empty where it touches none. */
  String table();

  /**
   * A new table.
   *
   * @param columns each with its type, as far as they stand there; none of a table made from a
   *     query or another table
   */
  record CreateTable(Span span, String table, Map<String, String> columns) implements Change {}

  /**
   * A new column.
   *
   * @param fallback the DEFAULT's text, if there is one
   */
  record AddColumn(
      Span span,
      String table,
      String column,
      String type,
      boolean notNull,
      Optional<String> fallback,
      boolean generated)
      implements Change {}

  record DropColumn(Span span, String table, String column) implements Change {}

  record AlterType(Span span, String table, String column, String type, boolean using)
      implements Change {}

  record SetNotNull(Span span, String table, String column) implements Change {}

  record RenameColumn(Span span, String table, String from, String to) implements Change {}

  record RenameTable(Span span, String table, String to) implements Change {}

  record DropTable(Span span, String table) implements Change {}

  record CreateIndex(Span span, String table, String index, boolean unique, boolean concurrently)
      implements Change {}

  record DropIndex(Span span, String table, String index, boolean concurrently) implements Change {}

  /** ADD CONSTRAINT … FOREIGN KEY. */
  record AddForeignKey(Span span, String table, String references, boolean notValid)
      implements Change {}

  record AddCheck(Span span, String table, boolean notValid) implements Change {}

  /** ADD CONSTRAINT … UNIQUE or PRIMARY KEY, without USING INDEX. */
  record AddUnique(Span span, String table, String kind, boolean usingIndex) implements Change {}

  record AddEnumValue(Span span, String table, String type, String value) implements Change {}

  record DropType(Span span, String table, String type) implements Change {}

  record Update(Span span, String table, boolean where) implements Change {}

  record Delete(Span span, String table, boolean where) implements Change {}

  record Truncate(Span span, String table) implements Change {}

  /** SET lock_timeout or statement_timeout. */
  record SetTimeout(Span span, String table, String setting) implements Change {}

  /** BEGIN and COMMIT. */
  record TransactionControl(Span span, String table) implements Change {}

  record LockTable(Span span, String table) implements Change {}

  /** SQL of another engine: backticks, AUTO_INCREMENT, PRAGMA. */
  record ForeignEngine(Span span, String table, String engine, String sign) implements Change {}

  /** A statement this reader has no name for. */
  record Other(Span span, String table, List<String> words) implements Change {}
}

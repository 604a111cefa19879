package dev.deployarchitect.database.migration;

import dev.deployarchitect.syntax.sql.SqlReader;
import dev.deployarchitect.syntax.sql.SqlStatement;
import dev.deployarchitect.text.Problem;
import dev.deployarchitect.text.Source;
import dev.deployarchitect.text.Span;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One migration file: what it changes, and which tables it creates itself.
 *
 * @param tool whose folder it lies in: {@code prisma}, {@code flyway}, {@code sql}
 * @param created tables and indexes this file creates, which have no rows and no readers yet
 * @param oldTypes the type a column had before a change of this file, as far as the migrations
 *     before show it; by the span of the change
 */
record Migration(
    Source source,
    String tool,
    List<Change> changes,
    Set<String> created,
    List<SqlStatement> script,
    List<Problem> problems,
    Map<Span, String> oldTypes) {

  static Migration read(Source source) {
    SqlReader.Script script = SqlReader.read(source);
    List<Change> changes = ChangeReader.read(script.statements());
    Set<String> created = new HashSet<>();
    for (Change change : changes) {
      switch (change) {
        case Change.CreateTable table -> created.add(table.table().toLowerCase(Locale.ROOT));
        case Change.CreateIndex index -> created.add(index.index().toLowerCase(Locale.ROOT));
        default -> {}
      }
    }
    return new Migration(
        source,
        tool(source.path()),
        changes,
        created,
        script.statements(),
        script.problems(),
        Map.of());
  }

  /** The same, among the migrations that ran before it. */
  Migration after(Map<Span, String> types) {
    return new Migration(source, tool, changes, created, script, problems, types);
  }

  Optional<String> oldType(Change change) {
    return Optional.ofNullable(oldTypes.get(change.span()));
  }

  /** The statement that makes a change. */
  Optional<SqlStatement> statement(Change change) {
    int low = 0;
    int high = script.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (script.get(middle).span().start() <= change.span().start()) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low == 0
        ? Optional.empty()
        : Optional.of(script.get(low - 1)).filter(s -> s.span().end() >= change.span().end());
  }

  int statements() {
    return script.size();
  }

  static String tool(String path) {
    if (path.matches("(.*/)?[^/]+/migration\\.sql")) {
      return "prisma";
    }
    return path.matches("(.*/)?[VU]\\d[\\w.]*__[^/]+\\.sql") ? "flyway" : "sql";
  }

  /** Whether a change touches a table that held rows before this migration. */
  boolean onExisting(Change change) {
    return !created.contains(change.table().toLowerCase(Locale.ROOT));
  }

  /** Whether a foreign key points to a table that held rows before this migration. */
  boolean referencesExisting(Change.AddForeignKey key) {
    return !key.references().isEmpty()
        && !created.contains(key.references().toLowerCase(Locale.ROOT));
  }

  /** Whether an index of this name stood before this migration. */
  boolean existingIndex(String index) {
    return !created.contains(index.toLowerCase(Locale.ROOT));
  }

  /** Whether the tool sends the whole file in one transaction or one query. */
  boolean oneTransaction() {
    return tool.equals("prisma") || tool.equals("flyway");
  }

  /** Whether the file sets {@code setting} before it does anything else. */
  boolean setsTimeout(String setting) {
    return changes.stream()
        .anyMatch(
            c -> c instanceof Change.SetTimeout(var s, var t, String name) && name.equals(setting));
  }
}

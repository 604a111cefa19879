package dev.deployarchitect.database.migration;

import dev.deployarchitect.interrupt.Interruption;
import dev.deployarchitect.syntax.sql.SqlStatement;
import dev.deployarchitect.syntax.sql.SqlToken;
import dev.deployarchitect.text.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Locale;

/** Names what statements do. A statement it does not know becomes {@link Change.Other}. */
public final class ChangeReader {
  /** What a table's constraint begins with. */
  private static final List<String> NOT_COLUMNS =
      List.of("CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN", "EXCLUDE");

  private ChangeReader() {}

  public static List<Change> read(List<SqlStatement> statements) {
    List<Change> changes = new ArrayList<>();
    statements.forEach(s -> read(s, changes));
    return List.copyOf(changes);
  }

  private static void read(SqlStatement statement, List<Change> out) {
    Interruption.check();
    ForeignEngines.of(statement).ifPresent(out::add);
    TokenCursor cursor = new TokenCursor(statement.tokens());
    Span span = statement.span();
    if (cursor.accept("ALTER", "TABLE")) {
      cursor.accept("IF", "EXISTS");
      cursor.accept("ONLY");
      String table = cursor.name();
      while (!cursor.done()) {
        AlterTableReader.clause(table, cursor.clause(), out);
      }
    } else if (cursor.accept("CREATE")) {
      create(cursor, span, out);
    } else if (cursor.accept("DROP")) {
      drop(cursor, span, out);
    } else if (cursor.accept("ALTER", "TYPE")) {
      alterType(cursor, span, out);
    } else {
      rows(cursor, statement, out);
    }
  }

  private static void create(TokenCursor cursor, Span span, List<Change> out) {
    while (cursor.accept("TEMP")
        || cursor.accept("TEMPORARY")
        || cursor.accept("UNLOGGED")
        || cursor.accept("GLOBAL")
        || cursor.accept("LOCAL")) {
      // Words between CREATE and TABLE change nothing that a rule asks.
    }
    if (cursor.accept("TABLE")) {
      cursor.accept("IF", "NOT", "EXISTS");
      String table = cursor.name();
      out.add(new Change.CreateTable(span, table, columns(cursor)));
      return;
    }
    boolean unique = cursor.accept("UNIQUE");
    if (cursor.accept("INDEX")) {
      boolean concurrently = cursor.accept("CONCURRENTLY");
      cursor.accept("IF", "NOT", "EXISTS");
      String index = cursor.accept("ON") ? "" : cursor.name();
      cursor.accept("ON");
      cursor.accept("ONLY");
      out.add(new Change.CreateIndex(span, cursor.name(), index, unique, concurrently));
      return;
    }
    out.add(other(span, cursor));
  }

  /** None where a table is made like another, whose columns do not stand here. */
  private static Map<String, String> columns(TokenCursor cursor) {
    if (!cursor.accept("(")) {
      return Map.of();
    }
    Map<String, String> columns = new LinkedHashMap<>();
    for (boolean more = true; more && !cursor.done(); ) {
      List<SqlToken> clause = cursor.clause();
      more = !cursor.done();
      SqlToken first = clause.isEmpty() ? null : clause.getFirst();
      if (first != null && first.is("LIKE")) {
        return Map.of();
      }
      if (first != null && first.isName() && NOT_COLUMNS.stream().noneMatch(first::is)) {
        columns.put(first.name(), AlterTableReader.type(clause.subList(1, clause.size())));
      }
    }
    return columns;
  }

  private static void drop(TokenCursor cursor, Span span, List<Change> out) {
    if (cursor.accept("TABLE")) {
      cursor.accept("IF", "EXISTS");
      do {
        String name = cursor.name();
        if (!name.isEmpty()) {
          out.add(new Change.DropTable(span, name));
        }
      } while (cursor.accept(","));
    } else if (cursor.accept("INDEX")) {
      boolean concurrently = cursor.accept("CONCURRENTLY");
      cursor.accept("IF", "EXISTS");
      out.add(new Change.DropIndex(span, "", cursor.name(), concurrently));
    } else if (cursor.accept("TYPE")) {
      cursor.accept("IF", "EXISTS");
      out.add(new Change.DropType(span, "", cursor.name()));
    } else {
      out.add(other(span, cursor));
    }
  }

  private static void alterType(TokenCursor cursor, Span span, List<Change> out) {
    String type = cursor.name();
    if (cursor.accept("ADD", "VALUE")) {
      cursor.accept("IF", "NOT", "EXISTS");
      String value = cursor.done() ? "" : cursor.rest().getFirst().text();
      out.add(new Change.AddEnumValue(span, "", type, value));
    } else {
      out.add(other(span, cursor));
    }
  }

  private static void rows(TokenCursor cursor, SqlStatement statement, List<Change> out) {
    Span span = statement.span();
    if (cursor.accept("UPDATE")) {
      cursor.accept("ONLY");
      String table = cursor.name();
      out.add(new Change.Update(span, table, statement.containsItself("WHERE")));
    } else if (cursor.accept("DELETE", "FROM")) {
      cursor.accept("ONLY");
      String table = cursor.name();
      boolean where = statement.containsItself("WHERE") || statement.containsItself("USING");
      out.add(new Change.Delete(span, table, where));
    } else if (cursor.accept("TRUNCATE")) {
      cursor.accept("TABLE");
      out.add(new Change.Truncate(span, cursor.name()));
    } else if (cursor.accept("SET")) {
      boolean scoped = cursor.accept("LOCAL") || cursor.accept("SESSION");
      boolean plain = !statement.contains(".");
      String setting = cursor.name();
      out.add(
          setting.endsWith("_timeout") && plain
              ? new Change.SetTimeout(span, "", setting)
              : new Change.Other(span, "", List.of(scoped ? "set local" : "set", setting)));
    } else if (cursor.accept("BEGIN")
        || cursor.accept("COMMIT")
        || cursor.accept("START", "TRANSACTION")
        || cursor.accept("ROLLBACK")) {
      out.add(new Change.TransactionControl(span, ""));
    } else if (cursor.accept("LOCK")) {
      cursor.accept("TABLE");
      out.add(new Change.LockTable(span, cursor.name()));
    } else {
      out.add(other(span, cursor));
    }
  }

  private static Change.Other other(Span span, TokenCursor cursor) {
    List<String> words =
        cursor.rest().stream()
            .limit(4)
            .map(SqlToken::text)
            .map(t -> t.toLowerCase(Locale.ROOT))
            .toList();
    return new Change.Other(span, "", words);
  }
}

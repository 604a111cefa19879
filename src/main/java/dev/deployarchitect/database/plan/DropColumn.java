package dev.deployarchitect.database.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A column goes after the code that knows it, and a copy of its values is kept. */
final class DropColumn {
  private DropColumn() {}

  static List<PlanStep> steps(ChangeRequest r, ColumnFacts facts) {
    String table = r.tableSql();
    String copy = r.name("before_drop");
    List<PlanStep> steps = new ArrayList<>();
    boolean relax = facts.notNull() && facts.fallback().isEmpty() && !facts.attributes().identity();
    if (relax) {
      String column = "ALTER TABLE %s ALTER COLUMN %s ".formatted(table, r.columnSql());
      steps.add(
          new PlanStep(
                  "relax",
                  ExpandContract.TIMEOUTS + column + "DROP NOT NULL;\n",
                  "nothing yet: the next version's inserts will leave %s out".formatted(r.column()),
                  "",
                  "its down.sql, as long as the next version wrote no row")
              .undoneBy(column + "SET NOT NULL;\n"));
    }
    steps.add(
        new PlanStep(
            "release",
            "",
            "release a version whose model no longer has %s, and wait until no older one runs"
                .formatted(r.column()),
            "",
            "release the previous version"));
    String columns =
        facts.key().stream().map(k -> ChangeRequest.quoted(k) + ", ").collect(Collectors.joining());
    steps.add(
        new PlanStep(
                "keep-copy",
                ExpandContract.TIMEOUTS
                    + "CREATE TABLE IF NOT EXISTS %s AS SELECT %s%s FROM %s;\n"
                        .formatted(
                            copy, columns, facts.key().isEmpty() ? "*" : r.columnSql(), table),
                "nothing; drop the copy when nobody asked for it for 30 days",
                "",
                "its down.sql")
            .undoneBy("DROP TABLE IF EXISTS %s;\n".formatted(copy)));
    PlanStep contract =
        new PlanStep(
            "contract",
            ExpandContract.TIMEOUTS
                + "-- architect-ignore: database/drop-column -- no running version reads it,"
                + " and a copy is kept\nALTER TABLE %s DROP COLUMN IF EXISTS %s;\n"
                    .formatted(table, r.columnSql()),
            "nothing",
            "",
            facts.key().isEmpty()
                ? "copy the values back from %s by hand: the table has no key".formatted(copy)
                : "its down.sql makes the column again and copies the values back from %s"
                    .formatted(copy));
    steps.add(facts.key().isEmpty() ? contract : contract.undoneBy(again(r, facts, copy, relax)));
    return steps;
  }

  private static String again(ChangeRequest r, ColumnFacts facts, String copy, boolean relaxed) {
    String table = r.tableSql();
    StringBuilder sql = new StringBuilder();
    sql.append(
        "ALTER TABLE %s ADD COLUMN %s %s%s%s;\n"
            .formatted(
                table,
                r.columnSql(),
                facts.typeSql(),
                facts.fallback().isEmpty() ? "" : " DEFAULT " + facts.fallback(),
                facts.notNull() && !relaxed ? " NOT NULL" : ""));
    sql.append(
        "UPDATE %1$s SET %2$s = copy.%2$s FROM %3$s AS copy WHERE %4$s;\n"
            .formatted(
                table,
                r.columnSql(),
                copy,
                facts.key().stream()
                    .map(ChangeRequest::quoted)
                    .map(k -> "%s.%s = copy.%s".formatted(table, k, k))
                    .collect(Collectors.joining(" AND "))));
    List<String> made = facts.constraints().stream().map(ColumnFacts.Constraint::name).toList();
    facts.indexes().stream()
        .filter(i -> !made.contains(i.name()))
        .forEach(i ->
            sql.append(
                "CREATE %sINDEX %s %s;\n"
                    .formatted(
                        i.unique() ? "UNIQUE " : "", ChangeRequest.quoted(i.name()), i.on())));
    facts
        .constraints()
        .forEach(c ->
            sql.append(
                "ALTER TABLE %s ADD CONSTRAINT %s %s;\n"
                    .formatted(table, ChangeRequest.quoted(c.name()), c.definition())));
    if (!facts.comment().isEmpty()) {
      sql.append(
          "COMMENT ON COLUMN %s.%s IS %s;\n"
              .formatted(table, r.columnSql(), ChangeRequest.literal(facts.comment())));
    }
    facts.grants().forEach(g -> sql.append(g).append('\n'));
    return sql.toString();
  }
}

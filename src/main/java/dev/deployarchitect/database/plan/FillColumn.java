package dev.deployarchitect.database.plan;

import java.util.List;
import java.util.stream.Collectors;

/** Rows that have no value get one, in batches, while the application goes on. */
final class FillColumn {
  private FillColumn() {}

  static List<PlanStep> steps(ChangeRequest r, ColumnFacts facts) {
    String index = r.name("pending");
    // A key can be indexed whatever the column's type.
    String columns =
        facts.key().isEmpty()
            ? r.columnSql()
            : facts.key().stream().map(ChangeRequest::quoted).collect(Collectors.joining(", "));
    String create =
        "CREATE INDEX CONCURRENTLY IF NOT EXISTS %s ON %s (%s) WHERE %s IS NULL;\n"
            .formatted(index, r.tableSql(), columns, r.columnSql());
    String drop = "DROP INDEX CONCURRENTLY IF EXISTS %s;\n".formatted(index);
    return List.of(
        new PlanStep(
            "release",
            "",
            "release a version that always sets %s, so that what waits only becomes less, and wait until no older one runs"
                .formatted(r.column()),
            "",
            "release the previous version"),
        new PlanStep("prepare", create, "nothing", "", "its down.sql").undoneBy(drop),
        ExpandContract.backfill(
            "none needed: only empty values were filled; keep the time at which it began"),
        new PlanStep(
                "clean-up",
                drop,
                "the code may rely on %s".formatted(r.column()),
                "SELECT count(*) FROM %s WHERE %s;".formatted(r.tableSql(), pending(r)),
                "its down.sql")
            .undoneBy(create));
  }

  static String pending(ChangeRequest r) {
    return "%s IS NULL AND (%s) IS NOT NULL".formatted(r.columnSql(), r.type());
  }
}

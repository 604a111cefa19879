package dev.deployarchitect.database.plan;

import java.util.List;

/** Rows that have no value get one, in batches, while the application goes on. */
final class FillColumn {
  private FillColumn() {}

  static List<PlanStep> steps(ChangeRequest r) {
    String index = ChangeRequest.quoted(r.slug() + "_pending");
    return List.of(
        new PlanStep(
            "prepare",
            "CREATE INDEX CONCURRENTLY IF NOT EXISTS %s ON %s (%s) WHERE %s IS NULL;\n"
                .formatted(index, r.tableSql(), r.columnSql(), r.columnSql()),
            "every writer sets %s from now on, so that what waits only becomes less"
                .formatted(r.column()),
            "",
            "DROP INDEX CONCURRENTLY IF EXISTS %s;".formatted(index)),
        new PlanStep(
            "backfill",
            "",
            "nothing; run backfill.sh until it says the gate is open",
            "",
            "none needed: only empty values were filled; keep the time at which it began"),
        new PlanStep(
            "clean-up",
            "DROP INDEX CONCURRENTLY IF EXISTS %s;\n".formatted(index),
            "the code may rely on %s".formatted(r.column()),
            "SELECT count(*) FROM %s WHERE %s;".formatted(r.tableSql(), pending(r)),
            "nothing to take back"));
  }

  static String pending(ChangeRequest r) {
    return "%s IS NULL AND (%s) IS NOT NULL".formatted(r.columnSql(), r.type());
  }
}

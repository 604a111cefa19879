package dev.deployarchitect.database.plan;

import java.util.List;

/** A unique constraint whose index is built while everybody writes. */
final class UniqueColumn {
  private UniqueColumn() {}

  static List<PlanStep> steps(ChangeRequest r) {
    String name = name(r);
    String table = r.tableSql();
    String index =
        "CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS %s ON %s (%s);\n"
            .formatted(name, table, r.columnSql());
    return List.of(
        new PlanStep(
            "release",
            "",
            "release a version that refuses duplicates itself, and wait until no older one runs",
            "",
            "release the previous version"),
        new PlanStep(
                "index",
                index,
                "nothing",
                """
                SELECT count(*) FROM (SELECT 1 FROM %1$s WHERE %2$s IS NOT NULL GROUP BY %2$s HAVING count(*) > 1) AS duplicates;\
                """
                    .formatted(table, r.columnSql()),
                "its down.sql, also where the step failed: a failed build leaves an invalid index")
            .undoneBy("DROP INDEX CONCURRENTLY IF EXISTS %s;\n".formatted(name)),
        new PlanStep(
                "constraint",
                ExpandContract.TIMEOUTS
                    + "ALTER TABLE %s ADD CONSTRAINT %s UNIQUE USING INDEX %s;\n"
                        .formatted(table, name, name),
                "the model may call the field unique",
                "SELECT count(*) FROM pg_index WHERE indexrelid = %s::regclass AND NOT indisvalid;"
                    .formatted(ChangeRequest.literal(name)),
                "its down.sql: the index goes with the constraint, and is built again")
            .undoneBy(
                "ALTER TABLE %s DROP CONSTRAINT IF EXISTS %s;\n".formatted(table, name) + index));
  }

  static String name(ChangeRequest r) {
    return ChangeRequest.quoted(Indexes.cut(r.table() + "_" + r.column() + "_key"));
  }
}

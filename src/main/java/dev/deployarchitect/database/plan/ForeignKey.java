package dev.deployarchitect.database.plan;

import java.util.List;

/** A foreign key without a scan under a lock. */
final class ForeignKey {
  private ForeignKey() {}

  /**
   * The steps.
   *
   * @param parent the column of the other table's primary key
   */
  static List<PlanStep> steps(ChangeRequest r, String parent) {
    String table = r.tableSql();
    String name = name(r);
    String drop = "ALTER TABLE %s DROP CONSTRAINT IF EXISTS %s;\n".formatted(table, name);
    String add = "ALTER TABLE %s %s NOT VALID;\n".formatted(table, definition(r, parent));
    return List.of(
        new PlanStep(
            "release",
            "",
            "release a version that writes only keys of %s that exist, and deletes there only what nothing refers to; wait until no older one runs"
                .formatted(r.type()),
            "",
            "release the previous version"),
        new PlanStep("expand", ExpandContract.TIMEOUTS + add, "nothing", "", "its down.sql")
            .undoneBy(drop),
        new PlanStep(
                "validate",
                ExpandContract.TIMEOUTS
                    + "ALTER TABLE %s VALIDATE CONSTRAINT %s;\n".formatted(table, name),
                "nothing",
                """
                SELECT count(*) FROM %1$s AS child LEFT JOIN %2$s AS parent ON parent.%3$s = child.%4$s
                WHERE child.%4$s IS NOT NULL AND parent.%3$s IS NULL;\
                """
                    .formatted(
                        table,
                        ChangeRequest.quoted(r.type()),
                        ChangeRequest.quoted(parent),
                        r.columnSql()),
                "its down.sql")
            .undoneBy(drop + add));
  }

  static String definition(ChangeRequest r, String parent) {
    return "ADD CONSTRAINT %s FOREIGN KEY (%s) REFERENCES %s (%s)"
        .formatted(
            name(r), r.columnSql(), ChangeRequest.quoted(r.type()), ChangeRequest.quoted(parent));
  }

  private static String name(ChangeRequest r) {
    return ChangeRequest.quoted(Indexes.cut(r.table() + "_" + r.column() + "_fkey"));
  }
}

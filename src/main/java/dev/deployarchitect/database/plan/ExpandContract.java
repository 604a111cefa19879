package dev.deployarchitect.database.plan;

import java.util.List;

/** The steps of each kind of change. */
final class ExpandContract {
  static final String TIMEOUTS = "SET lock_timeout = '5s';\nSET statement_timeout = '0';\n";

  private ExpandContract() {}

  static List<PlanStep> steps(ChangeRequest r) {
    return switch (r.kind()) {
      case RENAME_COLUMN, CHANGE_TYPE -> replace(r);
      case SET_NOT_NULL -> notNull(r);
      case DROP_COLUMN -> drop(r);
      case ADD_UNIQUE -> unique(r);
      case ADD_FOREIGN_KEY -> foreignKey(r);
      case SPLIT_COLUMN -> SplitColumn.steps(r);
      case BACKFILL -> FillColumn.steps(r);
      case REPLACE_ENUM_VALUE -> EnumValue.steps(r);
      case PRIMARY_KEY_BIGINT -> BigintKey.steps(r);
    };
  }

  /** The value of the new column, from the old one. */
  static String expression(ChangeRequest r) {
    return r.kind() == ChangeRequest.Kind.CHANGE_TYPE
        ? "CAST(%s AS %s)".formatted(r.columnSql(), r.type())
        : r.columnSql();
  }

  static String pending(ChangeRequest r) {
    return "%s IS NULL AND %s IS NOT NULL".formatted(r.targetSql(), r.columnSql());
  }

  static String mismatch(ChangeRequest r) {
    return "%s IS DISTINCT FROM %s".formatted(r.targetSql(), expression(r));
  }

  private static List<PlanStep> replace(ChangeRequest r) {
    String function = ChangeRequest.quoted(r.slug() + "_sync");
    String column =
        "ALTER TABLE %s ADD COLUMN IF NOT EXISTS %s %s;"
            .formatted(r.tableSql(), r.targetSql(), r.type());
    String forward =
        r.kind() == ChangeRequest.Kind.CHANGE_TYPE
            ? "CAST(NEW.%s AS %s)".formatted(r.columnSql(), r.type())
            : "NEW." + r.columnSql();
    // Old instances write the old column, new ones the new: the trigger keeps both equal. Only a
    // rename can be copied back without knowing the old type.
    String backward =
        r.kind() == ChangeRequest.Kind.CHANGE_TYPE
            ? ""
            : """

            ELSIF NEW.%2$s IS DISTINCT FROM OLD.%2$s THEN
              NEW.%1$s := NEW.%2$s;\
            """
                .formatted(r.columnSql(), r.targetSql());
    String trigger =
        """
        CREATE OR REPLACE FUNCTION %1$s() RETURNS trigger LANGUAGE plpgsql AS $sync$
        BEGIN
          IF TG_OP = 'INSERT' THEN
            NEW.%3$s := COALESCE(NEW.%3$s, %4$s);%6$s
          ELSIF NEW.%2$s IS DISTINCT FROM OLD.%2$s THEN
            NEW.%3$s := %4$s;%5$s
          END IF;
          RETURN NEW;
        END
        $sync$;
        CREATE OR REPLACE TRIGGER %1$s BEFORE INSERT OR UPDATE ON %7$s
          FOR EACH ROW EXECUTE FUNCTION %1$s();
        """
            .formatted(
                function,
                r.columnSql(),
                r.targetSql(),
                forward,
                backward,
                backward.isEmpty()
                    ? ""
                    : "\n    NEW.%1$s := COALESCE(NEW.%1$s, NEW.%2$s);"
                        .formatted(r.columnSql(), r.targetSql()),
                r.tableSql());
    return List.of(
        new PlanStep(
            "expand",
            TIMEOUTS + column + "\n" + trigger,
            "nothing yet: the running version does not see the new column",
            "",
            "DROP TRIGGER IF EXISTS %1$s ON %2$s; DROP FUNCTION IF EXISTS %1$s(); ALTER TABLE %2$s"
                    .formatted(function, r.tableSql())
                + " DROP COLUMN IF EXISTS "
                + r.targetSql()
                + ";"),
        new PlanStep(
            "backfill",
            "",
            "nothing; run backfill.sh until it says the gate is open",
            "",
            "none needed: the old column is untouched"),
        new PlanStep(
            "switch",
            relax(r),
            "release the version that reads and writes only %s".formatted(r.target()),
            "SELECT count(*) FROM %s WHERE %s;".formatted(r.tableSql(), mismatch(r)),
            r.kind() == ChangeRequest.Kind.CHANGE_TYPE
                ? "release the former version; what was written meanwhile stands in the new column"
                    + " alone, so copy it back first"
                : "release the former version; the trigger has kept the old column equal"),
        new PlanStep(
            "contract",
            dropReplaced(r, function),
            "nothing: no running version knows %s any more".formatted(r.column()),
            "SELECT count(*) FROM %s WHERE %s IS NULL AND %s IS NOT NULL;"
                .formatted(r.tableSql(), r.targetSql(), r.columnSql()),
            "restore the column from the backup taken before this step; there is no other way"));
  }

  /**
   * The new version gives the old column no value, and nothing copies one back from another type.
   */
  private static String relax(ChangeRequest r) {
    return r.kind() == ChangeRequest.Kind.CHANGE_TYPE
        ? TIMEOUTS
            + "ALTER TABLE %s ALTER COLUMN %s DROP NOT NULL;\n"
                .formatted(r.tableSql(), r.columnSql())
        : "";
  }

  /** The trigger goes, and with it the column that others took the place of. */
  static String dropReplaced(ChangeRequest r, String function) {
    return TIMEOUTS
        + "DROP TRIGGER IF EXISTS %1$s ON %2$s;\nDROP FUNCTION IF EXISTS %1$s();\n"
            .formatted(function, r.tableSql())
        + "-- architect-ignore: database/drop-column -- the gate was counted, and no version"
        + " reads it any more\nALTER TABLE %s DROP COLUMN IF EXISTS %s;\n"
            .formatted(r.tableSql(), r.columnSql());
  }

  private static List<PlanStep> notNull(ChangeRequest r) {
    String check = ChangeRequest.quoted(r.slug() + "_set");
    return List.of(
        new PlanStep(
            "expand",
            TIMEOUTS
                + "ALTER TABLE %s ADD CONSTRAINT %s CHECK (%s IS NOT NULL) NOT VALID;\n"
                    .formatted(r.tableSql(), check, r.columnSql()),
            "every writer sets %s from now on".formatted(r.column()),
            "",
            "ALTER TABLE %s DROP CONSTRAINT IF EXISTS %s;".formatted(r.tableSql(), check)),
        new PlanStep(
            "backfill",
            "",
            "fill the rows that have none, in batches",
            "",
            "none needed: only empty values were filled"),
        new PlanStep(
            "validate",
            TIMEOUTS + "ALTER TABLE %s VALIDATE CONSTRAINT %s;\n".formatted(r.tableSql(), check),
            "nothing",
            "SELECT count(*) FROM %s WHERE %s IS NULL;".formatted(r.tableSql(), r.columnSql()),
            "ALTER TABLE %s DROP CONSTRAINT IF EXISTS %s;".formatted(r.tableSql(), check)),
        new PlanStep(
            "contract",
            TIMEOUTS
                + "-- architect-ignore: database/set-not-null -- the validated check proves it,"
                + " so PostgreSQL 12 and later scan nothing\nALTER TABLE %s ALTER COLUMN %s SET NOT"
                    .formatted(r.tableSql(), r.columnSql())
                + " NULL;\nALTER TABLE %s DROP CONSTRAINT IF EXISTS %s;\n"
                    .formatted(r.tableSql(), check),
            "the model may call the field required",
            "",
            "ALTER TABLE %s ALTER COLUMN %s DROP NOT NULL;"
                .formatted(r.tableSql(), r.columnSql())));
  }

  private static List<PlanStep> drop(ChangeRequest r) {
    String copy = ChangeRequest.quoted(r.slug() + "_before_drop");
    return List.of(
        new PlanStep(
            "release",
            "",
            "release a version whose model no longer has %s, and wait until".formatted(r.column())
                + " no older one runs",
            "",
            "release the former version"),
        new PlanStep(
            "contract",
            TIMEOUTS
                + "-- architect-ignore: database/drop-column -- no running version reads it,"
                + " and a copy is kept\nALTER TABLE %s DROP COLUMN IF EXISTS %s;\n"
                    .formatted(r.tableSql(), r.columnSql()),
            "nothing",
            "",
            "copy the values back from %s, which keep-copy.sql makes before this step"
                .formatted(copy)));
  }

  private static List<PlanStep> unique(ChangeRequest r) {
    String name = r.table() + "_" + r.column() + "_key";
    return List.of(
        new PlanStep(
            "index",
            "CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS %s ON %s (%s);\n"
                .formatted(ChangeRequest.quoted(name), r.tableSql(), r.columnSql()),
            "refuse duplicates before the database does",
            "SELECT count(*) FROM (SELECT 1 FROM %s WHERE %s IS NOT NULL GROUP BY %s HAVING count(*)"
                    .formatted(r.tableSql(), r.columnSql(), r.columnSql())
                + " > 1) AS duplicates;",
            "DROP INDEX CONCURRENTLY IF EXISTS %s;".formatted(ChangeRequest.quoted(name))),
        new PlanStep(
            "constraint",
            TIMEOUTS
                + "ALTER TABLE %s ADD CONSTRAINT %s UNIQUE USING INDEX %s;\n"
                    .formatted(
                        r.tableSql(), ChangeRequest.quoted(name), ChangeRequest.quoted(name)),
            "the model may call the field unique",
            "SELECT count(*) FROM pg_index WHERE indexrelid = '%s'::regclass AND NOT indisvalid;"
                .formatted(ChangeRequest.quoted(name)),
            "ALTER TABLE %s DROP CONSTRAINT IF EXISTS %s;"
                .formatted(r.tableSql(), ChangeRequest.quoted(name))));
  }

  private static List<PlanStep> foreignKey(ChangeRequest r) {
    String name = ChangeRequest.quoted(r.table() + "_" + r.column() + "_fkey");
    String target = ChangeRequest.quoted(r.type());
    return List.of(
        new PlanStep(
            "expand",
            TIMEOUTS
                + "ALTER TABLE %s ADD CONSTRAINT %s FOREIGN KEY (%s) REFERENCES %s (\"id\") NOT"
                    .formatted(r.tableSql(), name, r.columnSql(), target)
                + " VALID;\n",
            "write only ids that exist",
            "",
            "ALTER TABLE %s DROP CONSTRAINT IF EXISTS %s;".formatted(r.tableSql(), name)),
        new PlanStep(
            "validate",
            TIMEOUTS + "ALTER TABLE %s VALIDATE CONSTRAINT %s;\n".formatted(r.tableSql(), name),
            "nothing",
            "SELECT count(*) FROM %1$s AS child LEFT JOIN %2$s AS parent ON parent.\"id\" ="
                    .formatted(r.tableSql(), target)
                + " child.%s WHERE child.%s IS NOT NULL AND".formatted(r.columnSql(), r.columnSql())
                + " parent.\"id\" IS NULL;",
            "ALTER TABLE %s DROP CONSTRAINT IF EXISTS %s;".formatted(r.tableSql(), name)));
  }
}

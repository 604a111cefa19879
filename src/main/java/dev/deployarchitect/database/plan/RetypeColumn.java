package dev.deployarchitect.database.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A column of another type takes a column's place. A trigger keeps both filled in both directions
 * as far as the types allow; what the old column had (NOT NULL, default, indexes, constraints,
 * comment, privileges) the new one has before the old one goes.
 *
 * @param after the facts that a direct ALTER COLUMN … TYPE would give
 * @param casts how values become those of the other type
 */
record RetypeColumn(ChangeRequest r, ColumnFacts facts, ColumnFacts after, Casts casts) {

  /**
   * Casts between the two types.
   *
   * @param safe whether every old value has a new one (an implicit cast of pg_cast)
   * @param safeBack whether every new value has an old one
   */
  record Casts(boolean safe, boolean safeBack) {}

  private String function() {
    return r.name("sync");
  }

  private String set() {
    return r.name("set");
  }

  String forward(String value) {
    return "CAST(%s AS %s)".formatted(value, after.typeSql());
  }

  private String backward(String value) {
    return "CAST(%s AS %s)".formatted(value, facts.type());
  }

  /** Rows whose new value is not what the old one makes. */
  String mismatch() {
    return "%s IS NOT NULL AND %s IS DISTINCT FROM %s"
        .formatted(
            r.columnSql(), after.compared(r.targetSql()), after.compared(forward(r.columnSql())));
  }

  List<PlanStep> steps() {
    List<PlanStep> steps = new ArrayList<>();
    String grants = after.grants().stream().map(g -> g + "\n").collect(Collectors.joining());
    steps.add(
        new PlanStep(
                "expand",
                ExpandContract.TIMEOUTS
                    + "ALTER TABLE %s ADD COLUMN IF NOT EXISTS %s %s;\n"
                        .formatted(r.tableSql(), r.targetSql(), after.typeSql())
                    + grants
                    + trigger(),
                "nothing yet: the running version does not see the new column",
                casts.safe() ? "" : lost(),
                "its down.sql")
            .undoneBy(
                "DROP TRIGGER IF EXISTS %1$s ON %2$s;\nDROP FUNCTION IF EXISTS %1$s();\nALTER TABLE %2$s DROP COLUMN IF EXISTS %3$s;\n"
                    .formatted(function(), r.tableSql(), r.targetSql())));
    steps.add(ExpandContract.backfill("none needed: the old column is untouched"));
    steps.addAll(Indexes.steps(r, after));
    boolean relax = facts.notNull() && !casts.safeBack();
    PlanStep release =
        new PlanStep(
            "switch",
            relax
                ? ExpandContract.TIMEOUTS
                    + "ALTER TABLE %s ALTER COLUMN %s DROP NOT NULL;\n"
                        .formatted(r.tableSql(), r.columnSql())
                : "",
            "release the version that reads and writes only %s".formatted(r.target()),
            "SELECT count(*) FROM %s WHERE %s;".formatted(r.tableSql(), mismatch()),
            casts.safeBack()
                ? "release the previous version; the trigger has kept the old column filled"
                : "release the previous version; the trigger has kept the old column filled, but for values that %s cannot hold: there it is NULL"
                    .formatted(facts.type()));
    steps.add(
        relax
            ? release.undoneBy(
                "ALTER TABLE %s ALTER COLUMN %s SET NOT NULL;\n"
                    .formatted(r.tableSql(), r.columnSql()))
            : release);
    constrain(steps);
    steps.add(
        new PlanStep(
            "contract",
            ExpandContract.TIMEOUTS + contract(),
            "nothing: no running version knows %s any more".formatted(r.column()),
            "SELECT count(*) FROM %s WHERE %s IS NULL AND %s IS NOT NULL;"
                .formatted(r.tableSql(), r.targetSql(), r.columnSql()),
            "none by statement: restore the column from the backup taken before this step"));
    return steps;
  }

  /** Rows whose value would not come back from the new type. */
  private String lost() {
    String there = backward(forward(r.columnSql()));
    return "SELECT count(*) FROM %s WHERE %s IS DISTINCT FROM %s;"
        .formatted(r.tableSql(), facts.compared(there), facts.compared(r.columnSql()));
  }

  private String trigger() {
    return """
    CREATE OR REPLACE FUNCTION %1$s() RETURNS trigger LANGUAGE plpgsql AS $sync$
    BEGIN
      IF TG_OP = 'INSERT' AND NEW.%3$s IS NOT NULL OR TG_OP = 'UPDATE' AND %6$s IS NOT DISTINCT FROM %7$s THEN
        IF TG_OP = 'UPDATE' AND %8$s IS NOT DISTINCT FROM %9$s THEN
          RETURN NEW;
        END IF;
        BEGIN
          IF %10$s IS DISTINCT FROM %11$s THEN
            NEW.%2$s := %5$s;
          END IF;
        EXCEPTION WHEN data_exception OR integrity_constraint_violation THEN
          NEW.%2$s := NULL;
        END;
      ELSE
    %4$s
      END IF;
      RETURN NEW;
    END
    $sync$;
    CREATE OR REPLACE TRIGGER %1$s BEFORE INSERT OR UPDATE ON %12$s
      FOR EACH ROW EXECUTE FUNCTION %1$s();
    """
        .formatted(
            function(),
            r.columnSql(),
            r.targetSql(),
            casts.safe()
                ? "    NEW.%s := %s;".formatted(r.targetSql(), forward("NEW." + r.columnSql()))
                : """
                    BEGIN
                      NEW.%1$s := %2$s;
                    EXCEPTION WHEN data_exception OR integrity_constraint_violation THEN
                      NEW.%1$s := NULL;
                    END;\
                """
                    .formatted(r.targetSql(), forward("NEW." + r.columnSql())),
            backward("NEW." + r.targetSql()),
            facts.compared("NEW." + r.columnSql()),
            facts.compared("OLD." + r.columnSql()),
            after.compared("NEW." + r.targetSql()),
            after.compared("OLD." + r.targetSql()),
            after.compared("NEW." + r.targetSql()),
            after.compared(forward("NEW." + r.columnSql())),
            r.tableSql());
  }

  private List<ColumnFacts.Constraint> checked() {
    return after.constraints().stream().filter(c -> c.kind().matches("[cf]")).toList();
  }

  /** Once the old version is gone: what the old column enforced, without a scan under a lock. */
  private void constrain(List<PlanStep> steps) {
    List<String> adds = new ArrayList<>();
    List<String> names = new ArrayList<>();
    if (after.notNull()) {
      names.add(set());
      adds.add("ADD CONSTRAINT %s CHECK (%s IS NOT NULL)".formatted(set(), r.targetSql()));
    }
    for (ColumnFacts.Constraint c : checked()) {
      String name = ChangeRequest.quoted(Indexes.name(r, c.name()));
      names.add(name);
      adds.add("ADD CONSTRAINT %s %s".formatted(name, c.definition()));
    }
    if (names.isEmpty()) {
      return;
    }
    String drop =
        names.stream()
            .map(n -> "ALTER TABLE %s DROP CONSTRAINT IF EXISTS %s;\n".formatted(r.tableSql(), n))
            .collect(Collectors.joining());
    String add =
        adds.stream()
            .map(a -> "ALTER TABLE %s %s NOT VALID;\n".formatted(r.tableSql(), a))
            .collect(Collectors.joining());
    steps.add(
        new PlanStep(
                "constrain",
                ExpandContract.TIMEOUTS + add,
                "first wait until no version that knows %s runs".formatted(r.column()),
                after.notNull()
                    ? "SELECT count(*) FROM %s WHERE %s IS NULL;"
                        .formatted(r.tableSql(), r.targetSql())
                    : "",
                "its down.sql")
            .undoneBy(drop));
    steps.add(
        new PlanStep(
                "validate",
                ExpandContract.TIMEOUTS
                    + names.stream()
                        .map(n ->
                            "ALTER TABLE %s VALIDATE CONSTRAINT %s;\n".formatted(r.tableSql(), n))
                        .collect(Collectors.joining()),
                "nothing",
                "",
                "its down.sql")
            .undoneBy(drop + add));
  }

  /** In one transaction, whatever runs the file: nobody meets half of it. */
  private String contract() {
    List<String> lines = new ArrayList<>();
    String table = r.tableSql();
    lines.add("LOCK TABLE %s IN ACCESS EXCLUSIVE MODE".formatted(table));
    lines.add("DROP TRIGGER IF EXISTS %s ON %s".formatted(function(), table));
    lines.add("DROP FUNCTION IF EXISTS %s()".formatted(function()));
    lines.add("ALTER TABLE %s DROP COLUMN %s".formatted(table, r.columnSql()));
    if (after.notNull()) {
      lines.add("ALTER TABLE %s ALTER COLUMN %s SET NOT NULL".formatted(table, r.targetSql()));
      lines.add("ALTER TABLE %s DROP CONSTRAINT %s".formatted(table, set()));
    }
    if (!after.fallback().isEmpty()) {
      lines.add(
          "ALTER TABLE %s ALTER COLUMN %s SET DEFAULT %s"
              .formatted(table, r.targetSql(), after.fallback()));
    }
    if (!after.comment().isEmpty()) {
      lines.add(
          "COMMENT ON COLUMN %s.%s IS %s"
              .formatted(table, r.targetSql(), ChangeRequest.literal(after.comment())));
    }
    for (ColumnFacts.Constraint c : checked()) {
      lines.add(
          "ALTER TABLE %s RENAME CONSTRAINT %s TO %s"
              .formatted(
                  table,
                  ChangeRequest.quoted(Indexes.name(r, c.name())),
                  ChangeRequest.quoted(c.name())));
    }
    for (ColumnFacts.Index index : after.indexes()) {
      String name = ChangeRequest.quoted(Indexes.name(r, index.name()));
      String own = ChangeRequest.quoted(index.name());
      boolean constraint =
          after.constraints().stream()
              .anyMatch(c -> c.kind().equals("u") && c.name().equals(index.name()));
      lines.add(
          constraint
              ? "ALTER TABLE %s ADD CONSTRAINT %s UNIQUE USING INDEX %s".formatted(table, own, name)
              : "ALTER INDEX %s RENAME TO %s".formatted(name, own));
    }
    return "DO $contract$\nBEGIN\n"
        + lines.stream().map(l -> "  " + l + ";\n").collect(Collectors.joining())
        + "END\n$contract$;\n";
  }
}

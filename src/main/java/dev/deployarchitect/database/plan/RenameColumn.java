package dev.deployarchitect.database.plan;

import java.util.ArrayList;
import java.util.List;

/**
 * A column gets another name. A copy under the new name serves both versions for as long as they
 * overlap, kept equal by a trigger; at the end the copy goes and the column itself takes the name,
 * so that its default, indexes, constraints, privileges and all else stay what they are.
 */
final class RenameColumn {
  private RenameColumn() {}

  /**
   * The steps.
   *
   * @param renamed the column's facts as they read under its new name
   */
  static List<PlanStep> steps(ChangeRequest r, ColumnFacts facts, ColumnFacts renamed) {
    String function = r.name("sync");
    String differs =
        "SELECT count(*) FROM %s WHERE %s;".formatted(r.tableSql(), mismatch(r, facts));
    String copy =
        "ALTER TABLE %s ADD COLUMN IF NOT EXISTS %s %s;\n"
                .formatted(r.tableSql(), r.targetSql(), facts.typeSql())
            + renamed.grants().stream().map(g -> g + "\n").reduce("", String::concat)
            + trigger(r, facts, function);
    List<PlanStep> steps = new ArrayList<>();
    steps.add(
        new PlanStep(
                "expand",
                ExpandContract.TIMEOUTS + copy,
                "nothing yet: the running version does not see the new column",
                "",
                "its down.sql")
            .undoneBy(
                "DROP TRIGGER IF EXISTS %1$s ON %2$s;\nDROP FUNCTION IF EXISTS %1$s();\nALTER TABLE %2$s DROP COLUMN IF EXISTS %3$s;\n"
                    .formatted(function, r.tableSql(), r.targetSql())));
    steps.add(ExpandContract.backfill("none needed: the old column is untouched"));
    steps.addAll(Indexes.steps(r, renamed));
    steps.add(
        new PlanStep(
            "switch",
            "",
            "release the version that reads and writes only %s".formatted(r.target()),
            differs,
            "release the previous version; the trigger has kept the old column equal"));
    steps.add(
        new PlanStep(
            "contract",
            ExpandContract.TIMEOUTS
                + """
                DO $contract$
                BEGIN
                  LOCK TABLE %2$s IN ACCESS EXCLUSIVE MODE;
                  DROP TRIGGER IF EXISTS %1$s ON %2$s;
                  DROP FUNCTION IF EXISTS %1$s();
                  ALTER TABLE %2$s DROP COLUMN %3$s;
                  ALTER TABLE %2$s RENAME COLUMN %4$s TO %3$s;
                END
                $contract$;
                """
                    .formatted(function, r.tableSql(), r.targetSql(), r.columnSql()),
            "first wait until no version that knows %s runs".formatted(r.column()),
            differs,
            "rename_column the other way, with the same care: %s can be read under one name alone now, and nothing was lost"
                .formatted(r.target())));
    return steps;
  }

  static String mismatch(ChangeRequest r, ColumnFacts facts) {
    return "%s IS DISTINCT FROM %s"
        .formatted(facts.compared(r.targetSql()), facts.compared(r.columnSql()));
  }

  /**
   * Old instances write the old column, new ones the copy. The copy has no default, so a value in
   * it was written by the new version.
   */
  private static String trigger(ChangeRequest r, ColumnFacts facts, String function) {
    return """
    CREATE OR REPLACE FUNCTION %1$s() RETURNS trigger LANGUAGE plpgsql AS $sync$
    BEGIN
      IF TG_OP = 'INSERT' THEN
        IF NEW.%3$s IS NULL THEN
          NEW.%3$s := NEW.%2$s;
        ELSE
          NEW.%2$s := NEW.%3$s;
        END IF;
      ELSIF %4$s IS DISTINCT FROM %5$s THEN
        NEW.%3$s := NEW.%2$s;
      ELSIF %6$s IS DISTINCT FROM %7$s THEN
        NEW.%2$s := NEW.%3$s;
      END IF;
      RETURN NEW;
    END
    $sync$;
    CREATE OR REPLACE TRIGGER %1$s BEFORE INSERT OR UPDATE ON %8$s
      FOR EACH ROW EXECUTE FUNCTION %1$s();
    """
        .formatted(
            function,
            r.columnSql(),
            r.targetSql(),
            facts.compared("NEW." + r.columnSql()),
            facts.compared("OLD." + r.columnSql()),
            facts.compared("NEW." + r.targetSql()),
            facts.compared("OLD." + r.targetSql()),
            r.tableSql());
  }
}

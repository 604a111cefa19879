package dev.deployarchitect.database.plan;

import java.util.List;

/**
 * A column that may be NULL becomes NOT NULL. A CHECK, NOT VALID or not, rejects every write of a
 * row that has no value yet, so it comes after the backfill; until the end a trigger fills what a
 * version of the application leaves out.
 */
final class SetNotNull {
  private SetNotNull() {}

  static List<PlanStep> steps(ChangeRequest r) {
    String table = r.tableSql();
    String check = r.name("set");
    String function = r.name("fill");
    String trigger =
        """
        CREATE OR REPLACE FUNCTION %1$s() RETURNS trigger LANGUAGE plpgsql AS $fill$
        BEGIN
          NEW.%2$s := COALESCE(NEW.%2$s, %3$s);
          RETURN NEW;
        END
        $fill$;
        CREATE OR REPLACE TRIGGER %1$s BEFORE INSERT OR UPDATE ON %4$s
          FOR EACH ROW EXECUTE FUNCTION %1$s();
        """
            .formatted(function, r.columnSql(), r.type(), table);
    String noTrigger =
        "DROP TRIGGER IF EXISTS %1$s ON %2$s;\nDROP FUNCTION IF EXISTS %1$s();\n"
            .formatted(function, table);
    String empty = "SELECT count(*) FROM %s WHERE %s IS NULL;".formatted(table, r.columnSql());
    String add =
        "ALTER TABLE %s ADD CONSTRAINT %s CHECK (%s IS NOT NULL) NOT VALID;\n"
            .formatted(table, check, r.columnSql());
    String drop = "ALTER TABLE %s DROP CONSTRAINT IF EXISTS %s;\n".formatted(table, check);
    String validate = "ALTER TABLE %s VALIDATE CONSTRAINT %s;\n".formatted(table, check);
    return List.of(
        new PlanStep(
                "expand",
                ExpandContract.TIMEOUTS + trigger,
                "nothing: what the running version leaves out is filled with %s"
                    .formatted(r.type()),
                "",
                "its down.sql")
            .undoneBy(noTrigger),
        ExpandContract.backfill("none needed: only empty values were filled"),
        new PlanStep("guard", ExpandContract.TIMEOUTS + add, "nothing", empty, "its down.sql")
            .undoneBy(drop),
        new PlanStep(
                "validate", ExpandContract.TIMEOUTS + validate, "nothing", empty, "its down.sql")
            .undoneBy(drop + add),
        new PlanStep(
            "release",
            "",
            "release a version that always sets %s (its model may call the field required), and wait until no older one runs"
                .formatted(r.column()),
            "",
            "release the previous version"),
        new PlanStep(
                "contract",
                ExpandContract.TIMEOUTS
                    + "-- architect-ignore: database/set-not-null -- the validated check proves it,"
                    + " so PostgreSQL 12 and later scan nothing\n"
                    + "ALTER TABLE %s ALTER COLUMN %s SET NOT NULL;\n"
                        .formatted(table, r.columnSql())
                    + drop
                    + noTrigger,
                "nothing",
                "",
                "its down.sql")
            .undoneBy(
                "ALTER TABLE %s ALTER COLUMN %s DROP NOT NULL;\n".formatted(table, r.columnSql())
                    + trigger
                    + add
                    + validate));
  }
}

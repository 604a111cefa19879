package dev.deployarchitect.database.plan;

import dev.deployarchitect.database.plan.ChangeRequest.Derived;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** One column becomes several, each made from it by an expression. */
final class SplitColumn {
  private SplitColumn() {}

  static List<PlanStep> steps(ChangeRequest r, ColumnFacts facts) {
    String function = r.name("split");
    String columns =
        r.derived().stream()
            .map(d ->
                "ALTER TABLE %s ADD COLUMN IF NOT EXISTS %s %s;\n"
                    .formatted(r.tableSql(), d.sql(), d.type()))
            .collect(Collectors.joining());
    // Old instances write the old column alone: the trigger fills the new ones. Back again nothing
    // is known, so one version in between writes both, and what it writes is left as it is.
    String inserted = assign(r, "NEW.%1$s := COALESCE(NEW.%1$s, %2$s);");
    String updated =
        assign(r, "IF NEW.%1$s IS NOT DISTINCT FROM OLD.%1$s THEN NEW.%1$s := %2$s; END IF;");
    String trigger =
        """
        CREATE OR REPLACE FUNCTION %1$s() RETURNS trigger LANGUAGE plpgsql AS $split$
        BEGIN
          IF TG_OP = 'INSERT' THEN
            %2$s
          ELSIF NEW.%4$s IS DISTINCT FROM OLD.%4$s THEN
            %3$s
          END IF;
          RETURN NEW;
        END
        $split$;
        CREATE OR REPLACE TRIGGER %1$s BEFORE INSERT OR UPDATE ON %5$s
          FOR EACH ROW EXECUTE FUNCTION %1$s();
        """
            .formatted(function, inserted, updated, r.columnSql(), r.tableSql());
    String dropped =
        r.derived().stream()
            .map(d -> " DROP COLUMN IF EXISTS " + d.sql())
            .collect(Collectors.joining(","));
    String undo =
        "DROP TRIGGER IF EXISTS %1$s ON %2$s;\nDROP FUNCTION IF EXISTS %1$s();\nALTER TABLE %2$s%3$s;\n"
            .formatted(function, r.tableSql(), dropped);
    String names = r.derived().stream().map(Derived::name).collect(Collectors.joining(", "));
    String column = "ALTER TABLE %s ALTER COLUMN %s ".formatted(r.tableSql(), r.columnSql());
    List<PlanStep> steps = new ArrayList<>();
    steps.add(
        new PlanStep(
                "expand",
                ExpandContract.TIMEOUTS + columns + trigger,
                "nothing yet: the running version does not see the new columns",
                "",
                "its down.sql")
            .undoneBy(undo));
    steps.add(ExpandContract.backfill("none needed: the old column is untouched"));
    steps.add(
        new PlanStep(
            "switch",
            "",
            "release a version that reads %s and writes both them and %s, and wait until no older one runs"
                .formatted(names, r.column()),
            "SELECT count(*) FROM %s WHERE %s;".formatted(r.tableSql(), mismatch(r)),
            "release the previous version: %s has every value".formatted(r.column())));
    PlanStep forget =
        new PlanStep(
            "forget",
            facts.notNull() ? ExpandContract.TIMEOUTS + column + "DROP NOT NULL;\n" : "",
            "release a version that knows only %s".formatted(names),
            "SELECT count(*) FROM %s WHERE %s;".formatted(r.tableSql(), lacking(r)),
            "release the previous version; what was written meanwhile has no %s, so make it from %s first"
                .formatted(r.column(), names));
    steps.add(facts.notNull() ? forget.undoneBy(column + "SET NOT NULL;\n") : forget);
    steps.add(
        new PlanStep(
            "contract",
            ExpandContract.dropReplaced(r, function),
            "first wait until no version that knows %s runs".formatted(r.column()),
            "",
            "none by statement: restore the column from the backup taken before this step"));
    return steps;
  }

  private static String assign(ChangeRequest r, String form) {
    return r.derived().stream()
        .map(d -> form.formatted(d.sql(), d.of("NEW." + r.columnSql())))
        .collect(Collectors.joining("\n    "));
  }

  /** Rows that do not hold what the old column makes of them; new rows have no old value. */
  static String mismatch(ChangeRequest r) {
    String differs =
        r.derived().stream()
            .map(d -> "%s IS DISTINCT FROM %s".formatted(d.sql(), d.of(r.columnSql())))
            .collect(Collectors.joining(" OR "));
    return "%s IS NOT NULL AND (%s)".formatted(r.columnSql(), differs);
  }

  /** Rows whose old value never arrived; what the new version changed since is its own affair. */
  private static String lacking(ChangeRequest r) {
    return r.derived().stream()
        .map(d -> "%s IS NULL AND %s IS NOT NULL".formatted(d.sql(), d.of(r.columnSql())))
        .collect(Collectors.joining(" OR "));
  }

  /** The assignments of the backfill. */
  static String set(ChangeRequest r) {
    return r.derived().stream()
        .map(d -> "%s = %s".formatted(d.sql(), d.of(r.columnSql())))
        .collect(Collectors.joining(", "));
  }
}

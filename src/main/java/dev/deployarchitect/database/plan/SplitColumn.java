package dev.deployarchitect.database.plan;

import dev.deployarchitect.database.plan.ChangeRequest.Derived;
import java.util.List;
import java.util.stream.Collectors;

/** One column becomes several, each made from it by an expression. */
final class SplitColumn {
  private SplitColumn() {}

  static List<PlanStep> steps(ChangeRequest r) {
    String function = ChangeRequest.quoted(r.slug() + "_split");
    String columns =
        r.derived().stream()
            .map(d ->
                "ALTER TABLE %s ADD COLUMN IF NOT EXISTS %s %s;\n"
                    .formatted(r.tableSql(), d.sql(), d.type()))
            .collect(Collectors.joining());
    // Old instances write the old column alone: the trigger fills the new ones. Back again nothing
    // is
    // known, so the new version's rows have no old value.
    String inserted = assign(r, "NEW.%1$s := COALESCE(NEW.%1$s, %2$s);");
    String updated = assign(r, "NEW.%1$s := %2$s;");
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
        "DROP TRIGGER IF EXISTS %1$s ON %2$s; DROP FUNCTION IF EXISTS %1$s(); ALTER TABLE %2$s%3$s;"
            .formatted(function, r.tableSql(), dropped);
    String names = r.derived().stream().map(Derived::name).collect(Collectors.joining(", "));
    return List.of(
        new PlanStep(
            "expand",
            ExpandContract.TIMEOUTS + columns + trigger,
            "nothing yet: the running version does not see the new columns",
            "",
            undo),
        new PlanStep(
            "backfill",
            "",
            "nothing; run backfill.sh until it says the gate is open",
            "",
            "none needed: the old column is untouched"),
        new PlanStep(
            "switch",
            ExpandContract.TIMEOUTS
                + "ALTER TABLE %s ALTER COLUMN %s DROP NOT NULL;\n"
                    .formatted(r.tableSql(), r.columnSql()),
            "release the version that reads and writes only %s".formatted(names),
            "SELECT count(*) FROM %s WHERE %s;".formatted(r.tableSql(), mismatch(r)),
            "release the former version; what was written meanwhile has no %s, so make it from %s first"
                .formatted(r.column(), names)),
        new PlanStep(
            "contract",
            ExpandContract.dropReplaced(r, function),
            "nothing: no running version knows %s any more".formatted(r.column()),
            "SELECT count(*) FROM %s WHERE %s;".formatted(r.tableSql(), lacking(r)),
            "restore the column from the backup taken before this step; there is no other way"));
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

package dev.deployarchitect.database.plan;

import java.util.ArrayList;
import java.util.List;

/**
 * A value of an enum is replaced by another. PostgreSQL cannot take a value out of a type (manual,
 * 8.7.4): it stays, and a constraint keeps it out of the rows.
 */
final class EnumValue {
  private EnumValue() {}

  /** The column's old value is in {@code derived}, the new one in {@code target}. */
  static List<PlanStep> steps(ChangeRequest r, ColumnFacts facts) {
    String check = check(r);
    String column = "ALTER TABLE %s ALTER COLUMN %s ".formatted(r.tableSql(), r.columnSql());
    String waiting = "SELECT count(*) FROM %s WHERE %s;".formatted(r.tableSql(), pending(r));
    String add = "ALTER TABLE %s %s NOT VALID;\n".formatted(r.tableSql(), guard(r));
    String drop = "ALTER TABLE %s DROP CONSTRAINT IF EXISTS %s;\n".formatted(r.tableSql(), check);
    List<PlanStep> steps = new ArrayList<>();
    steps.add(
        new PlanStep(
            "add-value",
            "ALTER TYPE %s ADD VALUE IF NOT EXISTS %s;\n"
                .formatted(ChangeRequest.quoted(r.type()), ChangeRequest.literal(r.target())),
            "nothing: nobody writes the new value yet",
            "",
            "none: a value cannot be taken out again, and does no harm"));
    steps.add(
        new PlanStep(
            "release-reading",
            "",
            "release a version that reads both values and still writes '%s', and wait until no older one runs: it could not read '%s'"
                .formatted(old(r), r.target()),
            "",
            "release the previous version"));
    steps.add(
        new PlanStep(
            "release-writing",
            "",
            "release a version that reads both values and writes only '%s', and wait until no older one runs"
                .formatted(r.target()),
            "",
            "release the previous version, which reads both"));
    if (falls(r, facts)) {
      steps.add(
          new PlanStep(
                  "default",
                  ExpandContract.TIMEOUTS
                      + column
                      + "SET DEFAULT %s;\n".formatted(ChangeRequest.literal(r.target())),
                  "nothing: an insert that leaves %s out gives the new value".formatted(r.column()),
                  "",
                  "its down.sql")
              .undoneBy(column + "SET DEFAULT %s;\n".formatted(ChangeRequest.literal(old(r)))));
    }
    steps.add(
        ExpandContract.backfill(
            "which rows had '%s' is known to the backup alone; nothing else was changed"
                .formatted(old(r))));
    steps.add(
        new PlanStep(
                "guard",
                ExpandContract.TIMEOUTS + add,
                "nothing: a version that still wrote '%s' would fail from here on"
                    .formatted(old(r)),
                waiting,
                "its down.sql")
            .undoneBy(drop));
    steps.add(
        new PlanStep(
                "validate",
                ExpandContract.TIMEOUTS
                    + "ALTER TABLE %s VALIDATE CONSTRAINT %s;\n".formatted(r.tableSql(), check),
                "the code may forget '%s'; it stays in the type, out of reach".formatted(old(r)),
                waiting,
                "its down.sql")
            .undoneBy(drop + add));
    return steps;
  }

  /** Whether the column's default is the value that goes. */
  static boolean falls(ChangeRequest r, ColumnFacts facts) {
    return facts.fallback().startsWith(ChangeRequest.literal(old(r)) + "::");
  }

  private static String check(ChangeRequest r) {
    return r.name("without_" + slug(old(r)));
  }

  static String guard(ChangeRequest r) {
    return "ADD CONSTRAINT %s CHECK (%s::text <> %s)"
        .formatted(check(r), r.columnSql(), ChangeRequest.literal(old(r)));
  }

  static String old(ChangeRequest r) {
    return r.derived().getFirst().name();
  }

  static String pending(ChangeRequest r) {
    return "%s::text = %s".formatted(r.columnSql(), ChangeRequest.literal(old(r)));
  }

  private static String slug(String value) {
    return value.replaceAll("[^A-Za-z0-9]+", "_").toLowerCase(java.util.Locale.ROOT);
  }
}

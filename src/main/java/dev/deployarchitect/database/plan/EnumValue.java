package dev.deployarchitect.database.plan;

import java.util.List;

/**
 * A value of an enum is replaced by another. PostgreSQL cannot take a value out of a type (manual,
 * 8.7.4): it stays, and a constraint keeps it out of the rows.
 */
final class EnumValue {
  private EnumValue() {}

  /** The column's old value is in {@code derived}, the new one in {@code target}. */
  static List<PlanStep> steps(ChangeRequest r) {
    String check = ChangeRequest.quoted(r.slug() + "_without_" + slug(old(r)));
    return List.of(
        new PlanStep(
            "add-value",
            "ALTER TYPE %s ADD VALUE IF NOT EXISTS %s;\n"
                .formatted(ChangeRequest.quoted(r.type()), ChangeRequest.literal(r.target())),
            "nothing: nobody writes the new value yet",
            "",
            "none: a value cannot be taken out again, and does no harm"),
        new PlanStep(
            "release",
            "",
            "release a version that reads both values and writes only '%s', and wait until no older one runs"
                .formatted(r.target()),
            "",
            "release the former version, which must then read '%s'".formatted(r.target())),
        new PlanStep(
            "guard",
            ExpandContract.TIMEOUTS
                + "ALTER TABLE %s ADD CONSTRAINT %s CHECK (%s::text <> %s) NOT VALID;\n"
                    .formatted(r.tableSql(), check, r.columnSql(), ChangeRequest.literal(old(r))),
            "nothing: a version that still wrote '%s' would fail from here on".formatted(old(r)),
            "",
            "ALTER TABLE %s DROP CONSTRAINT IF EXISTS %s;".formatted(r.tableSql(), check)),
        new PlanStep(
            "backfill",
            "",
            "nothing; run backfill.sh until it says the gate is open",
            "",
            "which rows had '%s' is known to the backup alone; nothing else was changed"
                .formatted(old(r))),
        new PlanStep(
            "validate",
            ExpandContract.TIMEOUTS
                + "ALTER TABLE %s VALIDATE CONSTRAINT %s;\n".formatted(r.tableSql(), check),
            "the code may forget '%s'; it stays in the type, out of reach".formatted(old(r)),
            "SELECT count(*) FROM %s WHERE %s;".formatted(r.tableSql(), pending(r)),
            "ALTER TABLE %s DROP CONSTRAINT IF EXISTS %s;".formatted(r.tableSql(), check)));
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

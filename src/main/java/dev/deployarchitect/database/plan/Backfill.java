package dev.deployarchitect.database.plan;

import java.util.Map;
import java.util.Optional;

/**
 * The statements that fill a column in batches and count what is left: one text for the script that
 * is handed over and for the rehearsal.
 *
 * @param batch fills at most {@code $batch} rows and answers how many
 * @param left answers how many rows still wait
 * @param wrong answers how many rows do not hold what they should
 */
record Backfill(String target, String batch, String left, String wrong) {

  /** For a change of type. */
  static Backfill of(RetypeColumn change) {
    ChangeRequest r = change.r();
    return of(
        r, r.target(), r.targetSql(), change.forward(r.columnSql()), pending(r), change.mismatch());
  }

  private static String pending(ChangeRequest r) {
    return "%s IS NULL AND %s IS NOT NULL".formatted(r.targetSql(), r.columnSql());
  }

  /** Empty for a change that fills nothing. */
  static Optional<Backfill> of(ChangeRequest r, ColumnFacts facts) {
    return switch (r.kind()) {
      case RENAME_COLUMN ->
          Optional.of(
              of(
                  r,
                  r.target(),
                  r.targetSql(),
                  r.columnSql(),
                  pending(r),
                  RenameColumn.mismatch(r, facts)));
      case SET_NOT_NULL -> {
        String none = r.columnSql() + " IS NULL";
        yield Optional.of(of(r, r.column(), r.columnSql(), r.type(), none, none));
      }
      case SPLIT_COLUMN ->
          Optional.of(
              of(
                  r,
                  r.column(),
                  SplitColumn.set(r),
                  SplitColumn.mismatch(r),
                  SplitColumn.mismatch(r)));
      case BACKFILL -> {
        String pending = FillColumn.pending(r);
        yield Optional.of(of(r, r.column(), r.columnSql(), r.type(), pending, pending));
      }
      case REPLACE_ENUM_VALUE -> {
        String pending = EnumValue.pending(r);
        String value = ChangeRequest.literal(r.target());
        yield Optional.of(of(r, r.column(), r.columnSql(), value, pending, pending));
      }
      case PRIMARY_KEY_BIGINT -> {
        String copy = BigintKey.copy(r);
        String differs = "%s IS DISTINCT FROM %s".formatted(copy, r.columnSql());
        yield Optional.of(of(r, r.column(), copy, r.columnSql(), differs, differs));
      }
      default -> Optional.empty();
    };
  }

  private static Backfill of(
      ChangeRequest r,
      String target,
      String targetSql,
      String expression,
      String pending,
      String mismatch) {
    return of(r, target, "%s = %s".formatted(targetSql, expression), pending, mismatch);
  }

  private static Backfill of(
      ChangeRequest r, String target, String assignments, String pending, String mismatch) {
    String count = "SELECT count(*) FROM %s WHERE %s;";
    return new Backfill(
        target,
        """
        WITH batch AS (
              SELECT ctid FROM %1$s
              WHERE %2$s
              LIMIT $batch FOR UPDATE SKIP LOCKED
            ), written AS (
              UPDATE %1$s SET %3$s
              WHERE ctid IN (SELECT ctid FROM batch)
              RETURNING 1
            )
            SELECT count(*) FROM written;\
        """
            .formatted(r.tableSql(), pending, assignments),
        count.formatted(r.tableSql(), pending),
        count.formatted(r.tableSql(), mismatch));
  }

  /** For the script's template: inside double quotes of the shell, those of SQL are escaped. */
  Map<String, Object> values(ChangeRequest r) {
    return Map.of(
        "table",
        r.table(),
        "target",
        target,
        "batch",
        shell(batch).replace("\\$batch", "$batch"),
        "left",
        shell(left),
        "wrong",
        shell(wrong));
  }

  private static String shell(String sql) {
    return sql.replace("\\", "\\\\").replace("\"", "\\\"").replace("$", "\\$").replace("`", "\\`");
  }
}

package dev.deployarchitect.database.plan;

import dev.deployarchitect.database.trial.Stage;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Makes a plan from a request and from what the catalog says of the column. */
final class Plans {
  private Plans() {}

  /** The plan for a column whose {@link Premises} hold. */
  static Plan of(Stage stage, ChangeRequest r) throws SQLException {
    ColumnFacts facts = ColumnFacts.read(stage, r.table(), r.column()).orElseThrow();
    List<String> direct = direct(stage, r, facts);
    return switch (r.kind()) {
      case RENAME_COLUMN -> {
        ColumnFacts renamed =
            stage.after(direct, () -> ColumnFacts.read(stage, r.table(), r.target()).orElseThrow());
        yield plan(r, facts, RenameColumn.steps(r, facts, renamed), direct);
      }
      case CHANGE_TYPE -> {
        ColumnFacts after =
            stage.after(direct, () -> ColumnFacts.read(stage, r.table(), r.target()).orElseThrow());
        RetypeColumn retype = new RetypeColumn(r, facts, after, casts(stage, facts, after));
        yield new Plan(r, facts, retype.steps(), Optional.of(Backfill.of(retype)), direct);
      }
      case ADD_FOREIGN_KEY ->
          plan(r, facts, ForeignKey.steps(r, parentKey(stage, r).getFirst()), direct);
      default -> plan(r, facts, steps(r, facts), direct);
    };
  }

  /**
   * The plan where no migration here shows the column: only kinds that need to know no more of it
   * than the request says.
   */
  static Plan unseen(ChangeRequest r) {
    ColumnFacts facts = ColumnFacts.unknown(r);
    List<PlanStep> steps =
        switch (r.kind()) {
          case RENAME_COLUMN -> RenameColumn.steps(r, facts, facts);
          case ADD_FOREIGN_KEY -> ForeignKey.steps(r, "id");
          default -> steps(r, facts);
        };
    return plan(r, facts, steps, List.of());
  }

  private static Plan plan(
      ChangeRequest r, ColumnFacts facts, List<PlanStep> steps, List<String> direct) {
    return new Plan(r, facts, steps, Backfill.of(r, facts), direct);
  }

  private static List<PlanStep> steps(ChangeRequest r, ColumnFacts facts) {
    return switch (r.kind()) {
      case SET_NOT_NULL -> SetNotNull.steps(r);
      case DROP_COLUMN -> DropColumn.steps(r, facts);
      case ADD_UNIQUE -> UniqueColumn.steps(r);
      case SPLIT_COLUMN -> SplitColumn.steps(r, facts);
      case BACKFILL -> FillColumn.steps(r, facts);
      case REPLACE_ENUM_VALUE -> EnumValue.steps(r, facts);
      case PRIMARY_KEY_BIGINT -> BigintKey.steps(r);
      case RENAME_COLUMN, CHANGE_TYPE, ADD_FOREIGN_KEY ->
          throw new IllegalArgumentException(r.kind() + " needs more than the column");
    };
  }

  /** The columns of the other table's primary key. */
  static List<String> parentKey(Stage stage, ChangeRequest r) throws SQLException {
    return stage
        .rows(
            "SELECT a.attname FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey) WHERE i.indisprimary AND i.indrelid = to_regclass(%s)"
                .formatted(ChangeRequest.literal(ChangeRequest.quoted(r.type()))))
        .stream()
        .map(List::getFirst)
        .toList();
  }

  /** Statements that make the change at once. */
  static List<String> direct(Stage stage, ChangeRequest r, ColumnFacts facts) throws SQLException {
    String alter = "ALTER TABLE %s ".formatted(r.tableSql());
    String column = alter + "ALTER COLUMN %s ".formatted(r.columnSql());
    String rename = alter + "RENAME COLUMN %s TO %s".formatted(r.columnSql(), r.targetSql());
    String drop = alter + "DROP COLUMN %s".formatted(r.columnSql());
    return switch (r.kind()) {
      case RENAME_COLUMN -> List.of(rename);
      case CHANGE_TYPE ->
          List.of(
              column + "TYPE %1$s USING CAST(%2$s AS %1$s)".formatted(r.type(), r.columnSql()),
              rename);
      case SPLIT_COLUMN ->
          List.of(
              r.derived().stream()
                  .map(d -> "ADD COLUMN %s %s".formatted(d.sql(), d.type()))
                  .collect(Collectors.joining(", ", alter, "")),
              drop);
      case SET_NOT_NULL ->
          List.of(
              "UPDATE %s SET %s = %s WHERE %s IS NULL"
                  .formatted(r.tableSql(), r.columnSql(), r.type(), r.columnSql()),
              column + "SET NOT NULL");
      case DROP_COLUMN -> {
        String copy =
            DropColumn.steps(r, facts).stream()
                .filter(s -> s.name().equals("keep-copy"))
                .map(PlanStep::sql)
                .findFirst()
                .orElseThrow()
                .replace(ExpandContract.TIMEOUTS, "");
        yield List.of(copy, drop);
      }
      case ADD_UNIQUE ->
          List.of(
              alter
                  + "ADD CONSTRAINT %s UNIQUE (%s)".formatted(UniqueColumn.name(r), r.columnSql()));
      case ADD_FOREIGN_KEY ->
          List.of(alter + ForeignKey.definition(r, parentKey(stage, r).getFirst()));
      case BACKFILL -> List.of();
      case REPLACE_ENUM_VALUE ->
          List.of(
              "ALTER TYPE %s ADD VALUE IF NOT EXISTS %s"
                  .formatted(ChangeRequest.quoted(r.type()), ChangeRequest.literal(r.target())),
              alter + EnumValue.guard(r) + " NOT VALID");
      case PRIMARY_KEY_BIGINT ->
          facts.attributes().sequence() && !facts.attributes().identity()
              ? List.of(
                  column + "TYPE bigint",
                  "DO $seq$ BEGIN EXECUTE format('ALTER SEQUENCE %%s AS bigint', pg_get_serial_sequence(%s, %s)); END $seq$"
                      .formatted(
                          ChangeRequest.literal(r.tableSql()), ChangeRequest.literal(r.column())))
              : List.of(column + "TYPE bigint");
    };
  }

  /** What the catalog must be like at the end; empty where these rows do not let it be tried. */
  static Optional<SortedMap<String, Integer>> expected(Stage stage, Plan plan) {
    try {
      SortedMap<String, Integer> lines = stage.after(plan.direct(), stage::catalog);
      return Optional.of(
          plan.request().kind() == ChangeRequest.Kind.REPLACE_ENUM_VALUE
              ? replaced(lines, plan)
              : lines);
    } catch (SQLException e) {
      return Optional.empty();
    }
  }

  /** A new value of an enum cannot be used by the transaction that adds it. */
  private static SortedMap<String, Integer> replaced(SortedMap<String, Integer> lines, Plan plan) {
    ChangeRequest r = plan.request();
    String column = "column %s.%s ".formatted(name(r.table()), r.column());
    String old = " DEFAULT " + ChangeRequest.literal(EnumValue.old(r)) + "::";
    return lines.entrySet().stream()
        .collect(
            Collectors.toMap(
                e -> {
                  String line = e.getKey();
                  if (line.startsWith(column)) {
                    line =
                        line.replace(old, " DEFAULT " + ChangeRequest.literal(r.target()) + "::");
                  }
                  boolean guard = line.startsWith("constraint") && line.contains("::text <> ");
                  return guard ? line.replace(" NOT VALID", "") : line;
                },
                Map.Entry::getValue,
                Integer::sum,
                TreeMap::new));
  }

  private static String name(String table) {
    return table.matches("[a-z_][a-z0-9_]*") ? table : ChangeRequest.quoted(table);
  }

  private static RetypeColumn.Casts casts(Stage stage, ColumnFacts from, ColumnFacts to)
      throws SQLException {
    return new RetypeColumn.Casts(implicit(stage, from, to), implicit(stage, to, from));
  }

  /** A cast that PostgreSQL makes unasked loses and refuses nothing, but for a limit. */
  private static boolean implicit(Stage stage, ColumnFacts from, ColumnFacts to)
      throws SQLException {
    String query =
        "SELECT count(*) FROM pg_cast WHERE castcontext = 'i' AND castsource = %s::regtype AND casttarget = %s::regtype AND castsource <> casttarget"
            .formatted(ChangeRequest.literal(from.type()), ChangeRequest.literal(to.type()));
    return !to.type().contains("(") && stage.ask(query) > 0;
  }
}

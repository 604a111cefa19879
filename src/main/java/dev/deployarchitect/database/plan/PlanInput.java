package dev.deployarchitect.database.plan;

import dev.deployarchitect.database.engine.PostgresOnly;
import dev.deployarchitect.database.plan.ChangeRequest.Derived;
import dev.deployarchitect.database.plan.ChangeRequest.Kind;
import dev.deployarchitect.syntax.sql.SqlReader;
import dev.deployarchitect.text.Source;
import dev.deployarchitect.tool.Param;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What is asked of {@code plan_migration}, and whether it can be planned. */
record PlanInput(
    @Param(
            value = "What is to change",
            required = true,
            oneOf = {
              "rename_column",
              "change_type",
              "split_column",
              "set_not_null",
              "drop_column",
              "add_unique",
              "add_foreign_key",
              "backfill",
              "replace_enum_value",
              "primary_key_bigint"
            })
        String change,
    @Param(value = "The table as it is called in the database", required = true) String table,
    @Param(value = "The column as it is called in the database", required = true) String column,
    @Param("The new column's name, for rename_column and change_type") String new_column,
    @Param(
            "The new type for change_type, such as BIGINT; the"
                + " referenced table for add_foreign_key; the SQL value for set_not_null's backfill; the"
                + " enum's type for replace_enum_value")
        String type,
    @Param("For split_column: the columns it becomes") List<NewColumn> new_columns,
    @Param("For backfill: the SQL value of rows that have none, over the table's columns")
        String expression,
    @Param("For replace_enum_value: the value that goes") String old_value,
    @Param("For replace_enum_value: the value that comes") String new_value,
    @Param(value = PostgresOnly.PARAM, oneOf = "postgresql") String database) {

  /** One column of a split. */
  record NewColumn(
      @Param(value = "Its name", required = true) String name,
      @Param(value = "Its type, such as TEXT", required = true) String type,
      @Param(
              value = "SQL in which the word value is the old column: split_part(value, ' ', 1)",
              required = true)
          String expression) {}

  private static final Pattern NAME = Pattern.compile("[\\w .$-]{1,63}");
  private static final Pattern TYPE = Pattern.compile("[\\w ()\",.\\[\\]]{1,80}");
  private static final Pattern LITERAL =
      Pattern.compile(
          "'[^'\\\\]*'|-?\\d+(\\.\\d+)?|true|false|now\\(\\)|gen_random_uuid\\(\\)|TRUE|FALSE|\"\\w+\"");

  private static final int MOST_COLUMNS = 8;
  private static final int LONGEST = 300;

  private static String text(String given) {
    return given == null ? "" : given.strip();
  }

  private static boolean isName(String given) {
    return NAME.matcher(text(given)).matches();
  }

  private Kind kind() {
    return Kind.valueOf(change.toUpperCase(Locale.ROOT));
  }

  /**
   * What is missing or cannot be, in a sentence that says what to give; empty where all is there.
   */
  Optional<String> fault() {
    if (!isName(table) || !isName(column)) {
      return Optional.of(
          "'%s' is no name of a table or column.".formatted(isName(table) ? column : table));
    }
    return switch (kind()) {
      case RENAME_COLUMN, CHANGE_TYPE ->
          !isName(new_column) || text(new_column).equals(column)
              ? Optional.of("Give new_column: the new column's name, other than the old.")
              : kind() == Kind.RENAME_COLUMN && text(type).isEmpty() ? Optional.empty() : typed();
      case ADD_FOREIGN_KEY -> typed();
      case SET_NOT_NULL ->
          LITERAL.matcher(text(type)).matches()
              ? Optional.empty()
              : Optional.of(
                  "Give type: the SQL value for rows that have none, such as 'free', 0 or now().");
      case SPLIT_COLUMN -> split();
      case BACKFILL ->
          isExpression(text(expression))
              ? Optional.empty()
              : Optional.of(
                  "Give expression: the SQL value of rows that have none, such as lower(\"email\").");
      case REPLACE_ENUM_VALUE ->
          isName(type) && isName(old_value) && isName(new_value) && !old_value.equals(new_value)
              ? Optional.empty()
              : Optional.of("Give type (the enum's name), old_value and another new_value.");
      case DROP_COLUMN, ADD_UNIQUE, PRIMARY_KEY_BIGINT -> Optional.empty();
    };
  }

  private Optional<String> typed() {
    return TYPE.matcher(text(type)).matches()
        ? Optional.empty()
        : Optional.of("Give type: the column's type (or the referenced table).");
  }

  private Optional<String> split() {
    if (new_columns == null || new_columns.isEmpty() || new_columns.size() > MOST_COLUMNS) {
      return Optional.of(
          "Give new_columns: up to %d, each with name, type and expression."
              .formatted(MOST_COLUMNS));
    }
    for (NewColumn each : new_columns) {
      boolean fits =
          isName(each.name())
              && !each.name().equals(column)
              && TYPE.matcher(text(each.type())).matches()
              && isExpression(text(each.expression()))
              && each.expression().matches("(?s).*\\bvalue\\b.*");
      if (!fits) {
        return Optional.of(
            "The new column '%s' needs a name of its own, a type, and an expression over value, such as split_part(value, ' ', 1)."
                .formatted(text(each.name())));
      }
    }
    return Optional.empty();
  }

  /** One SQL expression, as far as its tokens show: it runs on the scratch server first. */
  private static boolean isExpression(String given) {
    SqlReader.Script script = SqlReader.read(new Source("expression.sql", given));
    return !given.isEmpty()
        && given.length() <= LONGEST
        && script.problems().isEmpty()
        && script.statements().size() == 1
        && !given.contains(";")
        && !given.contains("--")
        && !given.contains("/*")
        && !given.contains("$");
  }

  /** What to plan; only where there is no {@link #fault}. */
  ChangeRequest request() {
    List<Derived> derived =
        switch (kind()) {
          case SPLIT_COLUMN ->
              new_columns.stream()
                  .map(c -> new Derived(c.name(), text(c.type()), text(c.expression())))
                  .toList();
          case REPLACE_ENUM_VALUE -> List.of(new Derived(old_value, text(type), "value"));
          default -> List.of();
        };
    String target = kind() == Kind.REPLACE_ENUM_VALUE ? text(new_value) : text(new_column);
    String how = kind() == Kind.BACKFILL ? text(expression) : text(type);
    return new ChangeRequest(kind(), table, column, target, how, derived);
  }
}

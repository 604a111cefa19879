package dev.deployarchitect.database.plan;

import dev.deployarchitect.database.trial.Stage;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Whether a change makes sense for the column that the migrations make. */
final class Premises {
  private Premises() {}

  /** Why it does not, in one sentence that names the place; empty where it does. */
  static Optional<String> fault(Stage stage, ChangeRequest r) throws SQLException {
    Optional<ColumnFacts> read = ColumnFacts.read(stage, r.table(), r.column());
    if (read.isEmpty()) {
      return Optional.of(missing(stage, r));
    }
    ColumnFacts facts = read.get();
    String place = "\"%s\".\"%s\"".formatted(r.table(), r.column());
    if (!facts.attributes().schema().equals("public")) {
      return Optional.of(
          "%s lies in the schema \"%s\"; plans are made for tables of \"public\" alone."
              .formatted(place, facts.attributes().schema()));
    }
    if (facts.attributes().partitioned()) {
      return Optional.of(
          "\"%s\" is partitioned, and these plans build indexes CONCURRENTLY, which PostgreSQL does not do on a partitioned table."
              .formatted(r.table()));
    }
    if (facts.attributes().generated()) {
      return Optional.of(
          "%s is generated from other columns: change its expression in a migration of its own."
              .formatted(place));
    }
    return ofKind(stage, r, facts, place);
  }

  private static String missing(Stage stage, ChangeRequest r) throws SQLException {
    String broken = stage.broken().isEmpty() ? "" : "; of them failed " + stage.broken().getFirst();
    boolean table =
        stage.ask(
                "SELECT count(*) FROM pg_class WHERE relkind IN ('r', 'p') AND relname = "
                    + ChangeRequest.literal(r.table()))
            > 0;
    return table
        ? "The table \"%s\" has no column \"%s\" after the migrations here%s."
            .formatted(r.table(), r.column(), broken)
        : "The migrations here make no table \"%s\"%s.".formatted(r.table(), broken);
  }

  private static Optional<String> ofKind(
      Stage stage, ChangeRequest r, ColumnFacts facts, String place) throws SQLException {
    return switch (r.kind()) {
      case RENAME_COLUMN -> rename(stage, r, facts, place);
      case CHANGE_TYPE -> retype(stage, r, facts, place);
      case SPLIT_COLUMN -> split(stage, r, facts, place);
      case SET_NOT_NULL -> notNull(stage, r, facts, place);
      case DROP_COLUMN -> replaceable(stage, r, facts, place);
      case ADD_UNIQUE -> unique(stage, r, facts, place);
      case ADD_FOREIGN_KEY -> foreignKey(stage, r, facts, place);
      case BACKFILL ->
          facts.notNull()
              ? Optional.of("%s is NOT NULL already: no row waits for a value.".formatted(place))
              : rejected(
                  stage,
                  "%s cannot be filled with %s".formatted(place, r.type()),
                  "UPDATE %s SET %s = %s WHERE false"
                      .formatted(r.tableSql(), r.columnSql(), r.type()));
      case REPLACE_ENUM_VALUE -> enumValue(r, facts, place);
      case PRIMARY_KEY_BIGINT -> bigint(facts, place);
    };
  }

  private static Optional<String> rejected(Stage stage, String what, String... statements)
      throws SQLException {
    return stage
        .rejects(statements)
        .map(why -> "%s; PostgreSQL says: %s.".formatted(what, why.replaceFirst("\\.$", "")));
  }

  private static Optional<String> free(Stage stage, ChangeRequest r, String column)
      throws SQLException {
    return ColumnFacts.read(stage, r.table(), column)
        .map(taken ->
            "\"%s\" has a column \"%s\" (%s) already.".formatted(r.table(), column, taken.type()));
  }

  private static Optional<String> rename(
      Stage stage, ChangeRequest r, ColumnFacts facts, String place) throws SQLException {
    Optional<String> taken = free(stage, r, r.target());
    if (taken.isPresent() || r.type().isEmpty()) {
      return taken;
    }
    String given = "CREATE TEMP TABLE given_type (%s %s)".formatted(r.columnSql(), r.type());
    Optional<String> bad = rejected(stage, "%s is no type".formatted(r.type()), given);
    if (bad.isPresent()) {
      return bad;
    }
    String type =
        stage.after(
            List.of(given),
            () ->
                stage
                    .rows(
                        "SELECT format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = 'given_type'::regclass AND attnum = 1")
                    .getFirst()
                    .getFirst());
    return type.equals(facts.type())
        ? Optional.empty()
        : Optional.of(
            "%s is %s, not %s: rename_column keeps the type; change_type gives it another."
                .formatted(place, facts.type(), r.type()));
  }

  private static Optional<String> retype(
      Stage stage, ChangeRequest r, ColumnFacts facts, String place) throws SQLException {
    if (facts.attributes().identity() || facts.attributes().sequence()) {
      return Optional.of(
          "%s takes its values from a sequence: primary_key_bigint is the plan for a key that grows."
              .formatted(place));
    }
    Optional<String> taken = free(stage, r, r.target());
    if (taken.isPresent()) {
      return taken;
    }
    Optional<String> no =
        rejected(
            stage,
            "%s (%s) cannot become %s".formatted(place, facts.type(), r.type()),
            Plans.direct(stage, r, facts).toArray(String[]::new));
    if (no.isPresent()) {
      return no;
    }
    ColumnFacts after =
        stage.after(
            Plans.direct(stage, r, facts),
            () -> ColumnFacts.read(stage, r.table(), r.target()).orElseThrow());
    if (after.type().equals(facts.type())) {
      return Optional.of("%s is %s already.".formatted(place, facts.type()));
    }
    return rejected(
            stage,
            "nothing leads from %s back to %s, so no version could go on with the old column"
                .formatted(after.type(), facts.type()),
            "SELECT CAST(CAST(NULL AS %s) AS %s)".formatted(after.type(), facts.type()))
        .or(() -> empty(stage, r, facts, place));
  }

  /** As {@link #replaceable}, inside a chain of options. */
  private static Optional<String> empty(
      Stage stage, ChangeRequest r, ColumnFacts facts, String place) {
    try {
      return replaceable(stage, r, facts, place);
    } catch (SQLException e) {
      return Optional.of("%s cannot be looked at: %s.".formatted(place, e.getMessage()));
    }
  }

  /** Whether the column can go at the end. */
  private static Optional<String> replaceable(
      Stage stage, ChangeRequest r, ColumnFacts facts, String place) throws SQLException {
    if (facts.inKey()) {
      return Optional.of(
          "%s belongs to the primary key of \"%s\", which would go with it."
              .formatted(place, r.table()));
    }
    return rejected(
        stage,
        "%s cannot be dropped at the end of this".formatted(place),
        "ALTER TABLE %s DROP COLUMN %s".formatted(r.tableSql(), r.columnSql()));
  }

  private static Optional<String> split(
      Stage stage, ChangeRequest r, ColumnFacts facts, String place) throws SQLException {
    for (ChangeRequest.Derived d : r.derived()) {
      Optional<String> taken = free(stage, r, d.name());
      if (taken.isPresent()) {
        return taken;
      }
      Optional<String> no =
          rejected(
              stage,
              "%s cannot be made from %s by %s".formatted(d.name(), place, d.expression()),
              "ALTER TABLE %s ADD COLUMN %s %s".formatted(r.tableSql(), d.sql(), d.type()),
              "UPDATE %s SET %s = %s WHERE false"
                  .formatted(r.tableSql(), d.sql(), d.of(r.columnSql())));
      if (no.isPresent()) {
        return no;
      }
    }
    return replaceable(stage, r, facts, place);
  }

  private static Optional<String> notNull(
      Stage stage, ChangeRequest r, ColumnFacts facts, String place) throws SQLException {
    if (facts.notNull()) {
      return Optional.of("%s is NOT NULL already.".formatted(place));
    }
    Optional<String> alone = uniqueAlone(facts);
    if (alone.isPresent() && !r.type().contains("(")) {
      return Optional.of(
          "%s is unique (%s), so its empty rows cannot all be filled with %s."
              .formatted(place, alone.get(), r.type()));
    }
    return rejected(
        stage,
        "%s cannot hold %s".formatted(place, r.type()),
        "UPDATE %s SET %s = %s WHERE false".formatted(r.tableSql(), r.columnSql(), r.type()));
  }

  /** The name of the index that makes the column unique by itself. */
  private static Optional<String> uniqueAlone(ColumnFacts facts) {
    String alone =
        "ON .* \\(%s\\)( INCLUDE .*)?".formatted("\"?" + Pattern.quote(facts.column()) + "\"?");
    return facts.key().equals(List.of(facts.column()))
        ? Optional.of("the primary key")
        : facts.indexes().stream()
            .filter(i -> i.unique() && i.on().matches(alone))
            .map(ColumnFacts.Index::name)
            .findFirst();
  }

  private static Optional<String> unique(
      Stage stage, ChangeRequest r, ColumnFacts facts, String place) throws SQLException {
    Optional<String> already = uniqueAlone(facts);
    if (already.isPresent()) {
      return Optional.of("%s is unique already: %s.".formatted(place, already.get()));
    }
    return rejected(
        stage,
        "%s cannot be unique".formatted(place),
        "CREATE UNIQUE INDEX %s ON %s (%s) WHERE false"
            .formatted(UniqueColumn.name(r), r.tableSql(), r.columnSql()));
  }

  private static Optional<String> foreignKey(
      Stage stage, ChangeRequest r, ColumnFacts facts, String place) throws SQLException {
    String parent = ChangeRequest.quoted(r.type());
    if (stage
        .rows("SELECT to_regclass(%s)".formatted(ChangeRequest.literal(parent)))
        .getFirst()
        .getFirst()
        .isEmpty()) {
      return Optional.of("The migrations here make no table %s to refer to.".formatted(parent));
    }
    List<String> key = Plans.parentKey(stage, r);
    if (key.size() != 1) {
      return Optional.of(
          "%s has %s, so one column cannot refer to it."
              .formatted(
                  parent,
                  key.isEmpty()
                      ? "no primary key"
                      : "a primary key of %d columns".formatted(key.size())));
    }
    Optional<ColumnFacts.Constraint> there =
        facts.constraints().stream()
            .filter(c -> c.kind().equals("f") && c.definition().contains("REFERENCES " + parent))
            .findFirst();
    if (there.isPresent()) {
      return Optional.of(
          "%s refers to %s already: %s.".formatted(place, parent, there.get().name()));
    }
    return rejected(
        stage,
        "%s (%s) cannot refer to %s".formatted(place, facts.type(), parent),
        "ALTER TABLE %s %s NOT VALID"
            .formatted(r.tableSql(), ForeignKey.definition(r, key.getFirst())));
  }

  private static Optional<String> enumValue(ChangeRequest r, ColumnFacts facts, String place) {
    String type = facts.attributes().enumType();
    if (!type.equals(r.type())) {
      return Optional.of(
          "%s is %s, not the enum \"%s\"."
              .formatted(place, type.isEmpty() ? facts.type() : "\"" + type + "\"", r.type()));
    }
    return facts.attributes().labels().contains(EnumValue.old(r))
        ? Optional.empty()
        : Optional.of(
            "The enum \"%s\" of %s has no value '%s'; it has: %s."
                .formatted(
                    type, place, EnumValue.old(r), String.join(", ", facts.attributes().labels())));
  }

  private static Optional<String> bigint(ColumnFacts facts, String place) {
    if (!facts.key().equals(List.of(facts.column()))) {
      return Optional.of(
          "%s is not the primary key of \"%s\" by itself.".formatted(place, facts.table()));
    }
    return facts.type().matches("integer|smallint")
        ? Optional.empty()
        : Optional.of(
            "%s is %s, not an integer key: there is nothing that it could outgrow."
                .formatted(place, facts.type()));
  }
}

package dev.deployarchitect.database.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The statements of one version of the application, in turns: inserts that give every column, that
 * leave one out, or set it to NULL; updates of one column at a time; and a look for what it cannot
 * read.
 */
final class Writes {
  /** Foreign keys take the values of the first made-up rows. */
  private static final int PARENTS = 100;

  /** Rows that are updated, those not yet filled by a plan among them. */
  private static final int ROWS = 5_000;

  private static final int STRIDE = 37;

  /** One shape of a write, for which each turn makes new values. */
  interface Shape {
    String sql(int number);
  }

  private final AppVersion version;
  private final Catalog.Table table;
  private final Set<String> foreign;
  private final Set<String> keys;

  Writes(AppVersion version, Catalog.Table table, Set<String> foreign, Set<String> keys) {
    this.version = version;
    this.table = table.without(version.unseen().written());
    this.foreign = foreign;
    this.keys = keys;
  }

  private boolean known(Catalog.Column column) {
    return !column.generated() && !version.unknown().contains(column.name());
  }

  /** What it cannot read; empty where it expects nothing. */
  List<String> looks() {
    List<String> looks = new ArrayList<>();
    List<String> columns =
        table.columns().stream()
            .filter(c -> !version.unknown().contains(c.name()))
            .map(c -> Catalog.quoted(c.name()))
            .toList();
    looks.add(
        "SELECT 0 FROM (SELECT %s FROM %s LIMIT 1) AS rows_read"
            .formatted(String.join(", ", columns), table.sql()));
    for (String column : version.required()) {
      looks.add(
          "SELECT count(*) FROM %s WHERE %s IS NULL"
              .formatted(table.sql(), Catalog.quoted(column)));
    }
    for (String value : version.unseen().read()) {
      looks.add(
          "SELECT count(*) FROM %s WHERE %s::text = '%s'"
              .formatted(table.sql(), Catalog.quoted(version.column()), value.replace("'", "''")));
    }
    return looks;
  }

  List<Shape> inserts() {
    List<Catalog.Column> all =
        table.columns().stream()
            .filter(this::known)
            .filter(c -> !c.identity() && SampleValue.of(c).isPresent())
            .toList();
    List<Shape> shapes = new ArrayList<>();
    shapes.add(number -> insert(all, Optional.empty(), number));
    List<Catalog.Column> least = all.stream().filter(c -> !free(c)).toList();
    shapes.add(number -> insert(least, Optional.empty(), number));
    all.stream()
        .filter(this::free)
        .forEach(left -> {
          List<Catalog.Column> others = all.stream().filter(c -> !c.equals(left)).toList();
          shapes.add(number -> insert(others, Optional.empty(), number));
          if (!left.required() && !version.required().contains(left.name())) {
            shapes.add(number -> insert(all, Optional.of(left), number));
          }
        });
    return shapes;
  }

  /** Whether this version may leave it out. */
  private boolean free(Catalog.Column column) {
    return !version.always().contains(column.name()) && (!column.required() || column.fallback());
  }

  List<Shape> updates() {
    List<Shape> shapes = new ArrayList<>();
    for (Catalog.Column column : table.columns()) {
      boolean key = keys.contains(column.name());
      if (known(column) && (key || SampleValue.of(column).isPresent()) && !column.identity()) {
        // A key is not given another value, as other rows refer to it; its row is written all the
        // same.
        shapes.add(number ->
            update(column, key ? Catalog.quoted(column.name()) : value(column, number), number));
        boolean empties =
            column.name().equals(version.column())
                && !column.required()
                && !version.required().contains(column.name())
                && !version.always().contains(column.name());
        if (empties && !key) {
          shapes.add(number -> update(column, "NULL", number));
        }
      }
    }
    return shapes;
  }

  private String value(Catalog.Column of, int number) {
    boolean refers = foreign.contains(of.name()) || version.references().contains(of.name());
    return "(SELECT %s FROM (VALUES (%d)) AS made(i))"
        .formatted(SampleValue.of(of).orElse("NULL"), refers ? 1 + number % PARENTS : number);
  }

  private String insert(List<Catalog.Column> columns, Optional<Catalog.Column> empty, int number) {
    if (columns.isEmpty()) {
      return "INSERT INTO %s DEFAULT VALUES".formatted(table.sql());
    }
    return "INSERT INTO %s (%s) VALUES (%s) ON CONFLICT DO NOTHING"
        .formatted(
            table.sql(),
            String.join(", ", columns.stream().map(c -> Catalog.quoted(c.name())).toList()),
            String.join(
                ", ",
                columns.stream()
                    .map(c -> empty.filter(c::equals).isPresent() ? "NULL" : value(c, number))
                    .toList()));
  }

  private String update(Catalog.Column column, String value, int number) {
    return "UPDATE %1$s SET %2$s = %3$s WHERE ctid IN (SELECT ctid FROM %1$s OFFSET %4$d LIMIT 1)"
        .formatted(
            table.sql(),
            Catalog.quoted(column.name()),
            value,
            Math.floorMod(number * STRIDE, ROWS));
  }
}

package dev.deployarchitect.database.migration;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which changes of a column's type leave its rows as they are (PostgreSQL's manual, "ALTER TABLE":
 * a type that is binary coercible, and a limit that grows or goes).
 */
final class TypeChange {
  private static final Set<String> TEXTS = Set.of("text", "varchar", "citext");

  private static final Map<String, String> NAMES =
      Map.of(
          "charactervarying", "varchar",
          "character", "char",
          "int", "integer",
          "int4", "integer",
          "int8", "bigint",
          "int2", "smallint",
          "decimal", "numeric",
          "timestampwithouttimezone", "timestamp",
          "timestampwithtimezone", "timestamptz",
          "bitvarying", "varbit");

  /** A type without quotes and blanks, its numbers apart: {@code varchar(20)}. */
  private record Type(String name, List<Integer> sizes) {
    static Type of(String text) {
      String plain = text.replace("\"", "").replaceFirst("^(pg_catalog|public)\\.", "");
      String zoned = plain.replaceFirst("\\(\\d+\\)(?=with)", "");
      String name = zoned.replaceAll("\\([^)]*\\)", "");
      int open = plain.indexOf('(');
      int close = plain.indexOf(')');
      List<Integer> sizes =
          open < 0 || close < open
              ? List.of()
              : Arrays.stream(plain.substring(open + 1, close).split(","))
                  .map(String::strip)
                  .filter(s -> s.matches("\\d{1,6}"))
                  .map(Integer::valueOf)
                  .toList();
      return new Type(NAMES.getOrDefault(name, name), sizes);
    }
  }

  private TypeChange() {}

  /**
   * Whether every row is written anew.
   *
   * @param from the type that the migrations before gave it; empty where they do not show
   */
  static boolean rewrites(Optional<String> from, String to) {
    Type target = Type.of(to);
    if (from.isEmpty() || from.get().isEmpty()) {
      // Nearly always from one text to another, as most columns that become text were.
      return !(TEXTS.contains(target.name()) && target.sizes().isEmpty());
    }
    Type old = Type.of(from.get());
    if (old.name().equals(target.name())) {
      return !grows(old, target);
    }
    boolean texts = TEXTS.contains(old.name()) && TEXTS.contains(target.name());
    boolean toInet = old.name().equals("cidr") && target.name().equals("inet");
    return !toInet && !(texts && target.sizes().isEmpty());
  }

  private static boolean grows(Type from, Type to) {
    return switch (to.name()) {
      case "varchar", "varbit", "timestamp", "timestamptz", "time", "interval" ->
          to.sizes().isEmpty()
              || (!from.sizes().isEmpty() && to.sizes().getFirst() >= from.sizes().getFirst());
      case "numeric" ->
          to.sizes().isEmpty()
              || (!from.sizes().isEmpty()
                  && to.sizes().getFirst() >= from.sizes().getFirst()
                  && scale(from) == scale(to));
      default -> from.sizes().equals(to.sizes());
    };
  }

  private static int scale(Type type) {
    return type.sizes().size() > 1 ? type.sizes().get(1) : 0;
  }
}

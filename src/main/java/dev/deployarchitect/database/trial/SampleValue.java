package dev.deployarchitect.database.trial;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The SQL expression of a made-up value, as a function of the row's number {@code i} and the type
 * alone: a foreign key and the key it points to become the same value in the same row.
 */
final class SampleValue {
  private SampleValue() {}

  /** Empty for a type that this has no values for. */
  static Optional<String> of(Catalog.Column column) {
    if (!column.made().isEmpty()) {
      return Optional.of(column.made());
    }
    if (!column.labels().isEmpty()) {
      String labels =
          column.labels().stream()
              .map(l -> "'" + l.replace("'", "''") + "'")
              .collect(Collectors.joining(","));
      return Optional.of(
          "((ARRAY[%s])[1 + i %% %d])::%s"
              .formatted(labels, column.labels().size(), column.type()));
    }
    String type = column.type();
    return type.endsWith("[]")
        ? plain(type.substring(0, type.length() - 2)).map(v -> "ARRAY[%s]::%s".formatted(v, type))
        : plain(type).map(v -> v + "::" + type);
  }

  /** Of a type that is no array and no enum. */
  static Optional<String> plain(String type) {
    String name = type.replaceAll("\\(.*?\\)", "").strip();
    int size = sizes(type).isEmpty() ? 0 : sizes(type).getFirst();
    return Optional.ofNullable(
        switch (name) {
          case "smallint" -> "(i % 32000)";
          case "integer", "bigint", "oid" -> "i";
          case "numeric" -> number(sizes(type));
          case "real", "double precision" -> "(i * 1.5)";
          case "money" -> "(i % 1000)";
          case "text", "citext", "name" -> "('v' || i)";
          case "character varying", "character" ->
              size == 0 || size >= 12 ? "('v' || i)" : "right(i::text, %d)".formatted(size);
          case "boolean" -> "(i % 2 = 0)";
          case "date" -> "(DATE '2020-01-01' + i % 2000)";
          case "timestamp without time zone", "timestamp with time zone" ->
              "(TIMESTAMP '2020-01-01' + i * INTERVAL '1 minute')";
          case "time without time zone", "time with time zone" ->
              "(TIME '00:00' + i * INTERVAL '1 second')";
          case "interval" -> "(i * INTERVAL '1 second')";
          case "uuid" -> "md5(i::text)";
          case "json", "jsonb" -> "jsonb_build_object('n', i)::text";
          case "bytea" -> "decode(md5(i::text), 'hex')";
          case "inet" -> "('10.0.0.0'::inet + i)";
          case "xml" -> "('<n>' || i || '</n>')";
          case "point" -> "point(i, i)";
          case "tsvector" -> "to_tsvector('simple', 'v' || i)";
          case "int4range" -> "int4range(i, i + 1)";
          case "int8range" -> "int8range(i, i + 1)";
          case "tsrange", "tstzrange" -> "('[2020-01-01,2020-01-02)')";
          case "ltree" -> "('v' || i)";
          case "hstore" -> "('n=>' || i)";
          default -> null;
        });
  }

  private static String number(List<Integer> sizes) {
    int digits = sizes.isEmpty() ? 9 : sizes.getFirst() - (sizes.size() > 1 ? sizes.get(1) : 0);
    return digits >= 9 ? "i" : "(i %% %d)".formatted((long) Math.pow(10, Math.max(0, digits)));
  }

  private static List<Integer> sizes(String type) {
    int open = type.indexOf('(');
    int close = type.indexOf(')');
    return open < 0 || close < open
        ? List.of()
        : java.util.Arrays.stream(type.substring(open + 1, close).split(","))
            .map(String::strip)
            .filter(s -> s.matches("\\d{1,6}"))
            .map(Integer::valueOf)
            .toList();
  }
}

package dev.deployarchitect.database.migration;

import dev.deployarchitect.syntax.prisma.PrismaSchema;
import dev.deployarchitect.syntax.prisma.PrismaSchema.Block;
import dev.deployarchitect.syntax.prisma.PrismaSchema.Field;
import dev.deployarchitect.text.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The tables that a {@code schema.prisma} describes (prisma.io/docs, "Prisma schema reference").
 */
final class PrismaTables {
  private static final Pattern MAP = Pattern.compile("@map\\(\\s*(?:name:\\s*)?\"([^\"]+)\"");
  private static final Pattern TYPE = Pattern.compile("^(\\w+)");

  /**
   * A model's table.
   *
   * @param columns each with the place of its field
   */
  record Table(String name, Span head, Map<String, Span> columns) {}

  private PrismaTables() {}

  /** All models but those of other schemas, which nothing here is known of. */
  static List<Table> of(List<PrismaSchema> files) {
    Set<String> models =
        files.stream()
            .flatMap(f -> f.blocks("model"))
            .map(Block::name)
            .collect(Collectors.toUnmodifiableSet());
    List<Table> tables = new ArrayList<>();
    for (PrismaSchema file : files) {
      file.blocks("model")
          .filter(b ->
              b.field("@@schema").map(Field::rest).filter(r -> !r.contains("\"public\"")).isEmpty())
          .forEach(b -> tables.add(table(b, models)));
    }
    return tables;
  }

  private static Table table(Block model, Set<String> models) {
    String name = model.field("@@map").flatMap(Field::quoted).orElse(model.name());
    Map<String, Span> columns = new LinkedHashMap<>();
    for (Field field : model.fields()) {
      column(field, models).ifPresent(column -> columns.put(column, field.span()));
    }
    return new Table(name, model.head(), columns);
  }

  /** Empty for a relation, which has no column of its own, and for a line that is no field. */
  private static Optional<String> column(Field field, Set<String> models) {
    Matcher type = TYPE.matcher(field.rest());
    if (field.name().startsWith("@@") || !type.find() || models.contains(type.group(1))) {
      return Optional.empty();
    }
    Matcher map = MAP.matcher(field.rest());
    return Optional.of(map.find() ? map.group(1) : field.name());
  }
}

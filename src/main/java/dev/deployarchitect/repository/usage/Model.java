package dev.deployarchitect.repository.usage;

import dev.deployarchitect.syntax.prisma.PrismaSchema;
import dev.deployarchitect.text.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A model or table that is asked about, and the schemas that know it.
 *
 * @param name as the schema or the code writes it
 * @param field of it, or empty where all of it is asked about
 * @param tables names of its table in SQL
 * @param columns names of the field in SQL
 * @param places where a schema defines it
 * @param relations of every Prisma model: field, the model it leads to
 */
record Model(
    String name,
    String field,
    Set<String> tables,
    Set<String> columns,
    List<Span> places,
    Map<String, Map<String, String>> relations) {

  /** Of {@code User.phone} or {@code User}; the second part may be unknown to every schema. */
  static Model of(String name, CodeFiles files) {
    int dot = name.lastIndexOf('.');
    String wanted = dot < 0 ? name : name.substring(0, dot);
    String field = dot < 0 ? "" : name.substring(dot + 1);
    List<PrismaSchema> schemas =
        files.workspace().paths(p -> p.endsWith(".prisma")).stream()
            .flatMap(p -> files.workspace().source(p).stream())
            .map(PrismaSchema::read)
            .toList();
    List<PrismaSchema.Block> models = schemas.stream().flatMap(s -> s.blocks("model")).toList();
    Map<String, Map<String, String>> relations = relations(models);
    List<PrismaSchema.Block> mine =
        models.stream()
            .filter(b ->
                FieldNames.normal(b.name()).equals(FieldNames.normal(wanted))
                    || b.name().equals(mapped(models, wanted)))
            .toList();
    Set<String> tables = new TreeSet<>(Set.of(wanted));
    Set<String> columns = new TreeSet<>(Set.of(field));
    List<Span> places = new ArrayList<>();
    for (PrismaSchema.Block block : mine) {
      tables.add(block.name());
      block.field("@@map").flatMap(PrismaSchema.Field::quoted).ifPresent(tables::add);
      block
          .field(field)
          .ifPresent(f -> {
            places.add(f.span());
            if (f.rest().contains("@map(")) {
              f.quoted().ifPresent(columns::add);
            }
          });
      if (field.isEmpty()) {
        places.add(block.head());
      }
    }
    String known = mine.isEmpty() ? wanted : mine.getFirst().name();
    return new Model(known, field, tables, columns, places, relations);
  }

  private static String mapped(List<PrismaSchema.Block> models, String table) {
    return models.stream()
        .filter(b ->
            b.field("@@map").flatMap(PrismaSchema.Field::quoted).filter(table::equals).isPresent())
        .map(PrismaSchema.Block::name)
        .findFirst()
        .orElse("");
  }

  private static Map<String, Map<String, String>> relations(List<PrismaSchema.Block> models) {
    Map<String, Map<String, String>> all = new HashMap<>();
    models.forEach(m -> all.put(m.name(), new HashMap<>()));
    for (PrismaSchema.Block model : models) {
      for (PrismaSchema.Field field : model.fields()) {
        String type = field.rest().replaceAll("^([A-Za-z_]\\w*).*", "$1");
        if (all.containsKey(type)) {
          all.get(model.name()).put(field.name(), type);
        }
      }
    }
    return all;
  }

  /** Whether a Prisma schema has it. */
  boolean isPrisma() {
    return relations.containsKey(name);
  }

  /** What a schema does not know of it, as a sentence; or empty. */
  Optional<String> unknown() {
    return isPrisma() && !field.isEmpty() && places.isEmpty()
        ? Optional.of("The Prisma model %s has no field '%s'.".formatted(name, field))
        : Optional.empty();
  }

  /** The model of a Prisma delegate, such as {@code userProfile}. */
  Optional<String> byDelegate(String delegate) {
    return relations.keySet().stream().filter(m -> delegate(m).equals(delegate)).findFirst();
  }

  static String delegate(String model) {
    return Character.toLowerCase(model.charAt(0)) + model.substring(1);
  }

  boolean isTable(String text) {
    String plain = text.substring(text.lastIndexOf('.') + 1);
    return tables.stream().anyMatch(t -> FieldNames.normal(t).equals(FieldNames.normal(plain)));
  }

  boolean isColumn(String text) {
    return columns.stream().anyMatch(c -> FieldNames.same(c, text));
  }
}

package dev.deployarchitect.infrastructure.schema;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What may stand in a block, by name; nothing is known of what an unknown one holds. */
public record SchemaBlock(Map<String, SchemaMember> members, boolean known) {
  static final SchemaBlock UNKNOWN = new SchemaBlock(Map.of(), false);

  /** Reads {@code name:flags:type} with spaces between. */
  static SchemaBlock read(String line, ProviderSchema provider) {
    Map<String, SchemaMember> members = new LinkedHashMap<>();
    for (String word : line.split(" ")) {
      String[] parts = word.split(":", 3);
      if (parts.length == 3) {
        members.put(parts[0], new SchemaMember(parts[0], parts[1], parts[2], provider));
      }
    }
    return new SchemaBlock(members, true);
  }

  public Optional<SchemaMember> member(String name) {
    return Optional.ofNullable(members.get(name));
  }

  public Collection<SchemaMember> all() {
    return members.values();
  }
}

package dev.deployarchitect.syntax.code;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A programming language: its file name extensions and what its kinds of nodes are. Read from the
 * table {@code code/NAME.txt}: {@code role kind fields…} a line. Immutable.
 */
public final class Language {
  private static final List<Language> ALL =
      List.of(
          read("typescript"),
          read("tsx"),
          read("javascript"),
          read("python"),
          read("go"),
          read("java"),
          read("ruby"),
          read("php"),
          read("csharp"));

  private final String name;
  private final Set<String> extensions;
  private final Map<Role, Map<String, List<String>>> roles;

  private Language(
      String name, Set<String> extensions, Map<Role, Map<String, List<String>>> roles) {
    this.name = name;
    this.extensions = extensions;
    this.roles = roles;
  }

  /** Every language that is read. */
  public static List<Language> all() {
    return ALL;
  }

  /** The language of a file, by its extension. */
  public static Optional<Language> of(String path) {
    String extension = path.substring(path.lastIndexOf('.') + 1);
    return ALL.stream().filter(l -> l.extensions.contains(extension)).findFirst();
  }

  public String name() {
    return name;
  }

  /** Whether it is TypeScript or JavaScript. */
  public boolean isScript() {
    return name.endsWith("script") || name.equals("tsx");
  }

  boolean has(Role role, String kind) {
    return roles.get(role).containsKey(kind);
  }

  List<String> fields(Role role, String kind) {
    return roles.get(role).getOrDefault(kind, List.of());
  }

  @Override
  public String toString() {
    return name;
  }

  private static Language read(String name) {
    Map<Role, Map<String, List<String>>> roles = new EnumMap<>(Role.class);
    for (Role role : Role.values()) {
      roles.put(role, new HashMap<>());
    }
    Set<String> extensions = new HashSet<>();
    add(name, roles, extensions);
    return new Language(name, Set.copyOf(extensions), roles);
  }

  private static void add(
      String table, Map<Role, Map<String, List<String>>> roles, Set<String> extensions) {
    for (String line : CodeTables.lines(table)) {
      List<String> words = List.of(line.split(" +"));
      List<String> rest = words.subList(1, words.size());
      switch (words.getFirst()) {
        case "extensions" -> extensions.addAll(rest);
        case "like" -> add(rest.getFirst(), roles, new HashSet<>());
        default -> {
          Role role = Role.valueOf(words.getFirst().toUpperCase(Locale.ROOT));
          roles.get(role).put(rest.getFirst(), List.copyOf(rest.subList(1, rest.size())));
        }
      }
    }
  }
}

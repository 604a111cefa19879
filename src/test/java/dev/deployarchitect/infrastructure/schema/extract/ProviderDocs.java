package dev.deployarchitect.infrastructure.schema.extract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads the schema off the pages that hashicorp/terraform-plugin-docs generates from it: sections
 * Required, Optional and Read-Only, lines of name and type, and nested schemas under anchors.
 */
final class ProviderDocs {
  private static final Pattern ANCHOR =
      Pattern.compile("^<a id=\"(nestedblock|nestedatt)--([\\w-]+)\"></a>");
  private static final Pattern LINE =
      Pattern.compile("^- `(\\w+)` \\(([^)]*(?:\\([^)]*\\))?[^)]*)\\)");

  private record Raw(String name, String flags, String type) {}

  private ProviderDocs() {}

  static Map<String, List<Member>> read(Path folder, String name) throws IOException {
    Map<String, List<Member>> entries = new TreeMap<>();
    for (String kind : List.of("resources", "data-sources")) {
      try (Stream<Path> pages = Files.list(folder.resolve(kind))) {
        for (Path page : pages.filter(p -> p.toString().endsWith(".md")).sorted().toList()) {
          String type = name + "_" + page.getFileName().toString().replaceAll("\\.md$", "");
          entries.put(
              (kind.equals("resources") ? "resource " : "data ") + type,
              page(Files.readAllLines(page)));
        }
      }
    }
    entries.put("provider " + name, page(Files.readAllLines(folder.resolve("index.md"))));
    return entries;
  }

  static List<Member> page(List<String> lines) {
    Map<String, List<Raw>> sections = new LinkedHashMap<>();
    String path = "";
    String flag = "";
    boolean schema = false;
    for (String line : lines) {
      schema |= line.startsWith("## Schema");
      Matcher anchor = ANCHOR.matcher(line);
      String heading = line.replaceAll("[#:* ]", "");
      if (anchor.find()) {
        path = anchor.group(2).replace("--", ".");
      } else if (heading.equals("Required")) {
        flag = "r";
      } else if (heading.equals("Optional")) {
        flag = "o";
      } else if (heading.equals("Read-Only")) {
        flag = "c";
      } else if (schema) {
        Matcher member = LINE.matcher(line);
        if (member.find()) {
          sections
              .computeIfAbsent(path, _ -> new ArrayList<>())
              .add(new Raw(member.group(1), flag, member.group(2)));
        }
      }
    }
    return members("", sections);
  }

  private static List<Member> members(String path, Map<String, List<Raw>> sections) {
    List<Member> members = new ArrayList<>();
    for (Raw raw : sections.getOrDefault(path, List.of())) {
      String inner = path.isEmpty() ? raw.name() : path + "." + raw.name();
      boolean block = raw.type().startsWith("Block") || raw.name().equals("timeouts");
      String flags =
          raw.flags() + (raw.type().contains("Deprecated") ? "d" : "") + (block ? "b" : "");
      String type = raw.type().split(",")[0].strip();
      if (sections.containsKey(inner)) {
        members.add(
            Member.nested(
                raw.name(), flags, nested(raw.type(), type, block), members(inner, sections)));
      } else {
        members.add(Member.of(raw.name(), flags, block ? "any" : simple(type)));
      }
    }
    return members;
  }

  private static String nested(String whole, String type, boolean block) {
    boolean one = whole.contains("Max: 1") || type.equals("Block") || type.equals("Attributes");
    String collection = type.contains("Set") ? "set" : type.contains("Map") ? "map" : "list";
    if (block) {
      return one ? "one@" : collection + "@";
    }
    return one || type.equals("Object") ? "@" : collection + "(@)";
  }

  private static String simple(String type) {
    return switch (type) {
      case "String" -> "string";
      case "Number" -> "number";
      case "Boolean" -> "bool";
      case "List of String" -> "list(string)";
      case "Set of String" -> "set(string)";
      case "Map of String" -> "map(string)";
      case "List of Number" -> "list(number)";
      case "Set of Number" -> "set(number)";
      default -> "any";
    };
  }
}

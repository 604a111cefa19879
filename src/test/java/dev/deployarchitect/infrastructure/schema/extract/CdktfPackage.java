package dev.deployarchitect.infrastructure.schema.extract;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads a provider package of the CDK for Terraform as npm carries it. Each class of {@code
 * index.js} says of each attribute "name - computed, optional, required" and how it is got; {@code
 * index.d.ts} says in its comments which of them are blocks.
 */
final class CdktfPackage {
  private static final Pattern MAP = Pattern.compile("base64,([A-Za-z0-9+/=]+)\\s*$");
  private static final Pattern CLASS =
      Pattern.compile("^export class (\\w+) extends \\w+\\.(\\w+) ");
  private static final Pattern TYPE = Pattern.compile(" tfResourceType = \"(\\w+)\";");
  private static final Pattern MEMBER =
      Pattern.compile(
          "^  // (\\w+) - computed: (true|false), optional: (true|false), required: (true|false)");
  private static final Pattern GETTER =
      Pattern.compile("return (?:\\w+\\.Fn\\.(tolist)\\()?this\\.(\\w+)\\(");
  private static final Pattern NESTED =
      Pattern.compile("^  private _\\w+ = new (\\w+)\\(this, \"\\w+\"(?:, (true|false))?\\)");
  private static final Pattern INTERFACE = Pattern.compile("^export interface (\\w+)");
  private static final Pattern BLOCK = Pattern.compile("^\\s*\\* (\\w+) block$");

  /** A class: what it stands for and its members as they stand in the text. */
  private record Type(String base, String resource, List<Field> fields) {}

  private record Field(String name, String flags, String getter, String nested, boolean set) {}

  private final Map<String, Type> types = new HashMap<>();
  private final Set<String> blocks = new HashSet<>();

  /** The interface of the resource itself; a struct called Config may have taken its usual name. */
  private String config = "";

  private final Set<String> open = new HashSet<>();

  /** Providers of protocol 6 have nested attributes; in the others such lists may be blocks. */
  private final boolean nestedAttributes;

  private CdktfPackage(boolean nestedAttributes) {
    this.nestedAttributes = nestedAttributes;
  }

  /** Entries such as {@code resource aws_lb} with their members. */
  static Map<String, List<Member>> read(Path folder) throws IOException {
    Map<String, List<Member>> entries = new TreeMap<>();
    boolean nested = provider(folder).filter(p -> p.startsWith("cloudflare/")).isPresent();
    try (Stream<Path> all = Files.list(folder.resolve("lib"))) {
      for (Path each : all.filter(Files::isDirectory).sorted().toList()) {
        new CdktfPackage(nested).folder(each, entries);
      }
    }
    return entries;
  }

  private void folder(Path folder, Map<String, List<Member>> entries) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        if (file.toString().endsWith(".js")) {
          List<String> lines = source(Files.readString(file));
          classes(lines);
          interfaces(lines);
        }
      }
    }
    types.forEach((name, type) -> {
      String kind =
          switch (type.base()) {
            case "TerraformResource" -> "resource";
            case "TerraformDataSource" -> "data";
            case "TerraformProvider" -> "provider";
            default -> "";
          };
      if (!kind.isEmpty()) {
        String owner = config.isEmpty() ? name + "Config" : config;
        entries.put(kind + " " + type.resource(), members(type, owner, kind));
      }
    });
  }

  /** The TypeScript that the source map at the end of the file carries. */
  private static List<String> source(String script) throws IOException {
    Matcher map = MAP.matcher(script.substring(script.lastIndexOf("//# sourceMappingURL") + 1));
    if (!map.find()) {
      return List.of();
    }
    return new ObjectMapper()
        .readTree(Base64.getDecoder().decode(map.group(1)))
        .path("sourcesContent")
        .path(0)
        .asText()
        .lines()
        .toList();
  }

  private void classes(List<String> lines) {
    List<Field> fields = new ArrayList<>();
    String name = "";
    String base = "";
    for (int i = 0; i < lines.size(); i++) {
      Matcher opens = CLASS.matcher(lines.get(i));
      if (opens.find()) {
        name = opens.group(1);
        base = opens.group(2);
        fields = new ArrayList<>();
        types.put(name, new Type(base, "", fields));
      }
      Matcher type = TYPE.matcher(lines.get(i));
      if (type.find()) {
        types.put(name, new Type(base, type.group(1), fields));
      }
      Matcher member = MEMBER.matcher(lines.get(i));
      if (member.find()) {
        fields.add(field(member, lines, i + 1));
      }
    }
  }

  private static Field field(Matcher member, List<String> lines, int from) {
    String flags =
        (member.group(4).equals("true") ? "r" : "")
            + (member.group(3).equals("true") ? "o" : "")
            + (member.group(2).equals("true") ? "c" : "");
    for (int i = from; i < Math.min(from + 4, lines.size()); i++) {
      Matcher nested = NESTED.matcher(lines.get(i));
      if (nested.find()) {
        return new Field(
            member.group(1), flags, "", nested.group(1), "true".equals(nested.group(2)));
      }
      Matcher getter = GETTER.matcher(lines.get(i));
      if (getter.find()) {
        return new Field(member.group(1), flags, getter.group(2), "", getter.group(1) != null);
      }
    }
    return new Field(member.group(1), flags, "", "", false);
  }

  private void interfaces(List<String> lines) {
    String name = "";
    for (String line : lines) {
      Matcher opens = INTERFACE.matcher(line);
      if (opens.find()) {
        name = opens.group(1);
        if (line.contains("TerraformMetaArguments")) {
          config = name;
        }
      }
      Matcher block = BLOCK.matcher(line);
      if (block.find()) {
        blocks.add(name + " " + block.group(1));
      }
    }
  }

  private List<Member> members(Type type, String owner, String kind) {
    List<Member> members = new ArrayList<>();
    for (Field field : type.fields()) {
      boolean block = blocks.contains(owner + " " + field.name());
      if (kind.equals("provider")) {
        // The provider's class has no classes for what is nested in it.
        members.add(Member.of(field.name(), field.flags() + (block ? "b" : ""), "any"));
      } else if (field.nested().isEmpty()) {
        members.add(Member.of(field.name(), field.flags(), simple(field)));
      } else {
        members.add(nested(field, block, kind));
      }
    }
    return members;
  }

  private Member nested(Field field, boolean block, String kind) {
    String struct = field.nested().replaceAll("(OutputReference|List|Map)$", "");
    Type inner = types.get(struct + "OutputReference");
    boolean map = field.nested().endsWith("Map");
    boolean one = field.nested().endsWith("OutputReference");
    // What nests in itself, as firewall statements do, is not followed a second time.
    if (inner == null || !open.add(struct)) {
      return Member.of(field.name(), field.flags() + (block ? "b" : ""), "any");
    }
    List<Member> members = members(inner, struct, kind);
    open.remove(struct);
    if (block) {
      String type = one ? "one@" : map ? "map@" : field.set() ? "set@" : "list@";
      return Member.nested(field.name(), field.flags() + "b", type, members);
    }
    boolean asBlocks = !nestedAttributes && !one && !map && !field.flags().equals("c");
    String type = one ? "@" : map ? "map(@)" : field.set() ? "set(@)" : "list(@)";
    return Member.nested(field.name(), field.flags() + (asBlocks ? "a" : ""), type, members);
  }

  private static String simple(Field field) {
    String collection = field.set() ? "set" : "list";
    return switch (field.getter()) {
      case "getStringAttribute" -> "string";
      case "getNumberAttribute" -> "number";
      case "getBooleanAttribute" -> "bool";
      case "getListAttribute" -> collection + "(string)";
      case "getNumberListAttribute" -> collection + "(number)";
      case "getStringMapAttribute" -> "map(string)";
      case "getNumberMapAttribute" -> "map(number)";
      case "getBooleanMapAttribute" -> "map(bool)";
      default -> "any";
    };
  }

  /** {@code name} and {@code version} of the package, and the provider it stands for. */
  static Optional<String> provider(Path folder) throws IOException {
    Pattern docs = Pattern.compile("providers/([\\w-]+/[\\w-]+)/([0-9.]+)/docs");
    Path types = folder.resolve("lib/provider/index.d.ts");
    Matcher matcher = docs.matcher(Files.readString(types));
    return matcher.find()
        ? Optional.of(matcher.group(1) + " " + matcher.group(2))
        : Optional.empty();
  }
}

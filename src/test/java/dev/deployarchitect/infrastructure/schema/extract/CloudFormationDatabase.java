package dev.deployarchitect.infrastructure.schema.extract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;

/**
 * Reads the database of the AWS CDK's {@code @aws-cdk/aws-service-spec}: CloudFormation's resource
 * types, their properties and attributes. Property types may nest in themselves (the statements of
 * a firewall do), so each is a line with a number, and equal lines become one.
 */
final class CloudFormationDatabase {
  private final Map<String, String> types = new HashMap<>();

  private CloudFormationDatabase() {}

  /** The lines of the extract, property types first. */
  static List<String> lines(Path gzipped) throws IOException {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(gzipped))) {
      return lines(new ObjectMapper().readTree(in));
    }
  }

  static List<String> lines(JsonNode database) {
    CloudFormationDatabase read = new CloudFormationDatabase();
    for (JsonNode type : database.at("/schema/typeDefinition/entities")) {
      read.types.put(type.at("/$id").asText(), members(type.path("properties"), ""));
    }
    TreeMap<String, String> entries = new TreeMap<>();
    for (JsonNode resource : database.at("/schema/resource/entities")) {
      String name = resource.path("cloudFormationType").asText();
      entries.put("resource " + name, members(resource.path("properties"), ""));
      entries.put("attributes " + name, members(resource.path("attributes"), "c"));
    }
    Map<String, String> same = read.merge();
    TreeMap<Integer, String> used = new TreeMap<>();
    entries.replaceAll((_, line) -> renamed(line, same));
    entries.values().forEach(line -> read.use(line, used));
    List<String> lines = new ArrayList<>();
    used.forEach((number, line) -> lines.add(("@" + number + " " + line).strip()));
    entries.forEach((name, line) -> lines.add((name + " " + line).strip()));
    return lines;
  }

  private static String members(JsonNode properties, String flags) {
    List<String> members = new ArrayList<>();
    properties
        .properties()
        .forEach(property -> {
          JsonNode body = property.getValue();
          String flag = flags.isEmpty() ? (body.path("required").asBoolean() ? "r" : "o") : flags;
          if (body.path("causesReplacement").asText().equals("yes")) {
            flag += "x";
          }
          if (body.has("deprecated") && !body.path("deprecated").asText().equals("NONE")) {
            flag += "d";
          }
          members.add(property.getKey() + ":" + flag + ":" + type(body.path("type")));
        });
    return String.join(" ", members);
  }

  private static String type(JsonNode type) {
    return switch (type.path("type").asText()) {
      case "string", "date-time" -> "string";
      case "integer", "number" -> "number";
      case "boolean" -> "bool";
      case "array" -> "list(" + type(type.path("element")) + ")";
      case "map" -> "map(" + type(type.path("element")) + ")";
      case "ref" -> "@" + type.at("/reference/$ref").asText();
      case "tag" -> "tag";
      // json, and unions of an object with what it once was: anything may stand there.
      default -> "any";
    };
  }

  /** Makes equal property types one, until nothing changes: who names which was merged. */
  private Map<String, String> merge() {
    Map<String, String> same = new HashMap<>();
    boolean changed = true;
    while (changed) {
      changed = false;
      Map<String, String> first = new HashMap<>();
      for (String id : new TreeSet<>(types.keySet())) {
        types.put(id, renamed(types.get(id), same));
        String other = first.putIfAbsent(types.get(id), id);
        if (other != null) {
          same.put(id, other);
          types.remove(id);
          changed = true;
        }
      }
    }
    return same;
  }

  private static String renamed(String line, Map<String, String> same) {
    return Numbers.replace(
        line,
        id -> {
          String known = id;
          while (same.containsKey(known)) {
            known = same.get(known);
          }
          return known;
        });
  }

  private void use(String line, Map<Integer, String> used) {
    Numbers.replace(
        line,
        id -> {
          int number = Integer.parseInt(id);
          if (!used.containsKey(number) && types.containsKey(id)) {
            used.put(number, types.get(id));
            use(types.get(id), used);
          }
          return id;
        });
  }
}

package dev.deployarchitect.infrastructure.schema.extract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Marks what {@code terraform providers schema -json} calls deprecated; the packages on npm do not
 * say it. An older version of the provider serves: what is gone since is not marked.
 */
final class Deprecations {
  private final JsonNode provider;

  private Deprecations(JsonNode provider) {
    this.provider = provider;
  }

  static Deprecations read(Path json, String source) throws IOException {
    return new Deprecations(
        new ObjectMapper()
            .readTree(json.toFile())
            .path("provider_schemas")
            .path("registry.terraform.io/" + source));
  }

  Map<String, List<Member>> mark(Map<String, List<Member>> entries) {
    Map<String, List<Member>> marked = new TreeMap<>();
    entries.forEach((name, members) -> {
      String[] words = name.split(" ");
      String key = words[0].equals("data") ? "data_source_schemas" : words[0] + "_schemas";
      marked.put(name, mark(members, provider.path(key).path(words[1]).path("block")));
    });
    return marked;
  }

  private static List<Member> mark(List<Member> members, JsonNode block) {
    return members.stream()
        .map(member -> {
          JsonNode attribute = block.path("attributes").path(member.name());
          JsonNode nested = block.path("block_types").path(member.name()).path("block");
          boolean old =
              attribute.path("deprecated").asBoolean() || nested.path("deprecated").asBoolean();
          return new Member(
              member.name(),
              member.flags() + (old ? "d" : ""),
              member.type(),
              member.nested().map(inner -> mark(inner, nested)));
        })
        .toList();
  }
}

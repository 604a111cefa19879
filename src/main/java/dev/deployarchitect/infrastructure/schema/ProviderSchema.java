package dev.deployarchitect.infrastructure.schema;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The extract of one provider's schema: a text with a line per resource, data source and nested
 * struct. Lines are found by an index and read when asked for, so that a check of three resources
 * does not build two thousand. Not thread-safe; one is opened for each review.
 */
public final class ProviderSchema {
  private final String text;
  private final Map<String, Integer> lines = new HashMap<>();
  private final Map<String, String> header = new HashMap<>();

  /** Reads the text of a {@code .schema} file. */
  public ProviderSchema(String text) {
    this.text = text;
    int at = 0;
    while (at < text.length()) {
      int end = text.indexOf('\n', at);
      end = end < 0 ? text.length() : end;
      index(at, end);
      at = end + 1;
    }
  }

  private void index(int start, int end) {
    if (start < end && text.charAt(start) == '#') {
      String[] parts = text.substring(start + 2, end).split(": ", 2);
      header.put(parts[0], parts.length > 1 ? parts[1] : "");
      return;
    }
    boolean struct = start < end && text.charAt(start) == '@';
    int word = text.indexOf(' ', start);
    int name = struct || word < 0 ? word : text.indexOf(' ', word + 1);
    int stop = name < 0 || name > end ? end : name;
    lines.put(text.substring(start, stop), stop);
  }

  /** Such as {@code hashicorp/aws}. */
  public String source() {
    return header.getOrDefault("provider", "").split(" ")[0];
  }

  public String version() {
    String[] words = header.getOrDefault("provider", "").split(" ");
    return words.length > 1 ? words[1] : "";
  }

  /** Where the extract comes from, and when it was made. */
  public String origin() {
    return "%s, %s".formatted(header.get("source"), header.get("date"));
  }

  /**
   * What may stand in a block.
   *
   * @param kind {@code resource}, {@code data} or {@code provider}
   * @param type such as {@code aws_lb}; the provider's own name for {@code provider}
   */
  public Optional<SchemaBlock> block(String kind, String type) {
    return line(kind + " " + type);
  }

  /** Whether it knows such a resource, without reading it. */
  public boolean has(String kind, String type) {
    return lines.containsKey(kind + " " + type);
  }

  /** The names of all resources or data sources. */
  public Collection<String> types(String kind) {
    return lines.keySet().stream()
        .filter(k -> k.startsWith(kind + " "))
        .map(k -> k.substring(kind.length() + 1))
        .toList();
  }

  SchemaBlock struct(int number) {
    return line("@" + number).orElse(SchemaBlock.UNKNOWN);
  }

  private Optional<SchemaBlock> line(String key) {
    Integer from = lines.get(key);
    if (from == null) {
      return Optional.empty();
    }
    int end = text.indexOf('\n', from);
    return Optional.of(
        SchemaBlock.read(text.substring(from, end < 0 ? text.length() : end).strip(), this));
  }
}

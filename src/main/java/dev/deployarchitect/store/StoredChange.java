package dev.deployarchitect.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deployarchitect.draft.Change;
import dev.deployarchitect.draft.FileChange;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** A change of a draft as it is kept: JSON with all texts, compressed. */
final class StoredChange {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private StoredChange() {}

  static byte[] bytes(Change change) {
    ObjectNode node =
        MAPPER
            .createObjectNode()
            .put("number", change.number())
            .put("tool", change.tool())
            .put("why", change.why());
    ArrayNode files = node.putArray("files");
    for (FileChange file : change.files()) {
      ObjectNode one = files.addObject().put("path", file.path());
      file.base().ifPresent(text -> one.put("base", text));
      file.before().ifPresent(text -> one.put("before", text));
      file.after().ifPresent(text -> one.put("after", text));
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream zipped = new GZIPOutputStream(bytes)) {
      MAPPER.writeValue(zipped, node);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static Change of(byte[] bytes) {
    try (GZIPInputStream zipped = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      JsonNode node = MAPPER.readTree(zipped);
      List<FileChange> files = new ArrayList<>();
      for (JsonNode file : node.path("files")) {
        files.add(
            new FileChange(
                file.path("path").asText(),
                text(file, "base"),
                text(file, "before"),
                text(file, "after")));
      }
      return new Change(
          node.path("number").asInt(),
          node.path("tool").asText(),
          node.path("why").asText(),
          List.copyOf(files));
    } catch (IOException e) {
      throw new StoreException("a stored change of a draft cannot be read", e);
    }
  }

  private static Optional<String> text(JsonNode file, String name) {
    return Optional.ofNullable(file.get(name)).map(JsonNode::textValue);
  }
}

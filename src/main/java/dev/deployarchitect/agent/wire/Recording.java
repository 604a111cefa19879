package dev.deployarchitect.agent.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The traffic of one conversation, in one file; frames lie beside the cases, by hash.
 *
 * @param model the name the endpoint gave itself, such as {@code stand-in}
 */
public record Recording(String model, String date, List<Exchange> exchanges) {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /**
   * Reads a recording.
   *
   * @throws UncheckedIOException when it is missing or broken, naming the file
   */
  public static Recording read(Path file) {
    try {
      JsonNode root = MAPPER.readTree(Files.readString(file));
      List<Exchange> exchanges = new ArrayList<>();
      for (JsonNode one : root.path("exchanges")) {
        List<String> data = new ArrayList<>();
        one.path("data").forEach(d -> data.add(d.asText()));
        exchanges.add(
            new Exchange(
                one.path("frame").asText(),
                (ArrayNode) one.path("conversation"),
                (ArrayNode) one.path("tool_results"),
                data,
                one.path("given_to").asText()));
      }
      return new Recording(
          root.path("model").asText(), root.path("date").asText(), List.copyOf(exchanges));
    } catch (IOException e) {
      throw new UncheckedIOException("recording " + file, e);
    }
  }

  public void write(Path file) {
    ObjectNode root = MAPPER.createObjectNode().put("model", model).put("date", date);
    ArrayNode all = root.putArray("exchanges");
    for (Exchange exchange : exchanges) {
      ObjectNode one = all.addObject().put("frame", exchange.frame());
      one.set("conversation", exchange.conversation());
      one.set("tool_results", exchange.toolResults());
      exchange.data().forEach(one.putArray("data")::add);
      one.put("given_to", exchange.givenTo());
    }
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, MAPPER.writeValueAsString(root) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Keeps a frame under its hash, which is returned. */
  static String keepFrame(Path frames, ObjectNode frame) {
    try {
      String text = MAPPER.writeValueAsString(frame) + "\n";
      String hash = hash(text);
      Files.createDirectories(frames);
      Path file = frames.resolve(hash + ".json");
      if (!Files.exists(file)) {
        Files.writeString(file, text);
      }
      return hash;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The hash of a whole request: frame, conversation and tool results. */
  static String hashOf(Exchange exchange) {
    return hash(exchange.frame() + "\n" + exchange.conversation() + "\n" + exchange.toolResults());
  }

  static String hashOf(ObjectNode frame) {
    try {
      return hash(MAPPER.writeValueAsString(frame) + "\n");
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode frame(Path frames, String hash) {
    Path file = frames.resolve(hash + ".json");
    try {
      return Files.exists(file) ? MAPPER.readTree(Files.readString(file)) : MAPPER.missingNode();
    } catch (IOException e) {
      throw new UncheckedIOException("frame " + file, e);
    }
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}

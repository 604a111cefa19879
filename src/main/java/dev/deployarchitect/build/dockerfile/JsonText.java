package dev.deployarchitect.build.dockerfile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;

/** JSON inside instructions. */
final class JsonText {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private JsonText() {}

  /** The text of a JSON string without its quotes; as written where an escape is none. */
  static String unescape(String inside) {
    if (inside.indexOf('\\') < 0) {
      return inside;
    }
    try {
      return MAPPER.readValue('"' + inside + '"', String.class);
    } catch (JsonProcessingException e) {
      return inside;
    }
  }

  /** Whether {@code text} is a JSON array, whatever it holds. */
  static boolean isArray(String text) {
    try {
      return MAPPER.readTree(text).isArray();
    } catch (JsonProcessingException e) {
      return false;
    }
  }
}

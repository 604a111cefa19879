package dev.deployarchitect.syntax.node;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import dev.deployarchitect.text.Problem;
import dev.deployarchitect.text.Source;
import dev.deployarchitect.text.Span;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads JSON with comments and trailing commas, as configuration files hold it. Never throws on any
 * text: what was complete before the problem is kept.
 */
public final class JsonReader {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
          .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
          .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
          .build();

  private final Source source;
  private final JsonParser parser;
  private final List<Problem> problems = new ArrayList<>();

  private JsonReader(Source source, JsonParser parser) {
    this.source = source;
    this.parser = parser;
  }

  public static Document read(Source source) {
    try (JsonParser parser = FACTORY.createParser(source.text())) {
      JsonReader reader = new JsonReader(source, parser);
      Optional<Node> root = Optional.empty();
      if (reader.next() != null) {
        root = Optional.of(reader.value());
      }
      return new Document(source, root, List.copyOf(reader.problems));
    } catch (IOException e) {
      Problem problem = new Problem(source.span(0, 0), "JSON cannot be read: " + e.getMessage());
      return new Document(source, Optional.empty(), List.of(problem));
    }
  }

  /** The next token, or null at the end and after a problem. */
  private JsonToken next() throws IOException {
    if (!problems.isEmpty()) {
      return null;
    }
    try {
      return parser.nextToken();
    } catch (JsonProcessingException e) {
      JsonLocation location = e.getLocation();
      int at = location == null ? 0 : (int) Math.max(0, location.getCharOffset());
      problems.add(
          new Problem(source.span(at, at + 1), "JSON cannot be read: " + e.getOriginalMessage()));
      return null;
    }
  }

  private Node value() throws IOException {
    int start = start();
    return switch (parser.currentToken()) {
      case START_OBJECT -> mapping(start);
      case START_ARRAY -> sequence(start);
      case VALUE_STRING -> new Node.Scalar(here(start), parser.getText(), Node.Style.QUOTED);
      case VALUE_NULL -> new Node.Scalar(here(start), "null", Node.Style.PLAIN);
      default -> new Node.Scalar(here(start), parser.getText(), Node.Style.PLAIN);
    };
  }

  private Node mapping(int start) throws IOException {
    List<Node.Entry> entries = new ArrayList<>();
    for (JsonToken t = next(); t == JsonToken.FIELD_NAME; t = next()) {
      int keyStart = start();
      String name = parser.currentName();
      Span keySpan = source.span(keyStart, closingQuote(keyStart));
      if (next() == null) {
        break;
      }
      entries.add(new Node.Entry(new Node.Scalar(keySpan, name, Node.Style.QUOTED), value()));
    }
    return new Node.Mapping(here(start), List.copyOf(entries));
  }

  private Node sequence(int start) throws IOException {
    List<Node> items = new ArrayList<>();
    for (JsonToken t = next(); t != null && t != JsonToken.END_ARRAY; t = next()) {
      items.add(value());
    }
    return new Node.Sequence(here(start), List.copyOf(items));
  }

  private int closingQuote(int quote) {
    int at = quote + 1;
    while (at < source.length() && source.text().charAt(at) != '"') {
      at += source.text().charAt(at) == '\\' ? 2 : 1;
    }
    return at + 1;
  }

  private int start() {
    return (int) parser.currentTokenLocation().getCharOffset();
  }

  private Span here(int start) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_STRING) {
      return source.span(start, closingQuote(start));
    }
    return source.span(start, (int) parser.currentLocation().getCharOffset());
  }
}

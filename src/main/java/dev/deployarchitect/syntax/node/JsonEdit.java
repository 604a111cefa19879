package dev.deployarchitect.syntax.node;

import dev.deployarchitect.text.Source;
import dev.deployarchitect.text.Span;
import dev.deployarchitect.text.TextEdit;
import java.util.Optional;

/** Adds to a JSON text by the smallest edit; comments, order and indentation stay as they are. */
public final class JsonEdit {
  private JsonEdit() {}

  /**
   * Adds a member behind the last one of an object.
   *
   * @param json the value as JSON text
   * @return empty where there is no such object, or it has the key already
   */
  public static Optional<TextEdit> add(Document document, String key, String json, String... path) {
    Optional<Node> object = path.length == 0 ? document.root() : document.at(path);
    return object
        .filter(Node.Mapping.class::isInstance)
        .map(Node.Mapping.class::cast)
        .filter(mapping -> mapping.entry(key).isEmpty())
        .map(mapping -> add(document.source(), mapping, "\"%s\": %s".formatted(key, json)));
  }

  private static TextEdit add(Source source, Node.Mapping object, String member) {
    if (object.entries().isEmpty()) {
      int inside = object.span().start() + 1;
      return new TextEdit(source.span(inside, inside), " " + member + " ");
    }
    Node.Entry last = object.entries().getLast();
    int end = last.value().span().end();
    Span place = source.span(end, end);
    int line = last.key().span().line();
    boolean ownLine = object.span().line() != line;
    String indent = source.text().substring(source.lineStart(line), last.key().span().start());
    return new TextEdit(
        place, ownLine && indent.isBlank() ? ",\n" + indent + member : ", " + member);
  }
}

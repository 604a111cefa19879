package dev.deployarchitect.syntax.node;

import dev.deployarchitect.text.Span;
import java.util.List;
import java.util.Optional;

/** A YAML or JSON value with its place. */
public sealed interface Node {

  Span span();

  /** A mapping; entries keep their order and duplicates. */
  record Mapping(Span span, List<Entry> entries) implements Node {
    public Mapping {
      entries = Entries.of(entries);
    }

    public Optional<Entry> entry(String key) {
      return ((Entries) entries).find(key);
    }
  }

  record Entry(Scalar key, Node value) {}

  record Sequence(Span span, List<Node> items) implements Node {}

  /** A scalar: its text as meant, and whether it was written in quotes or as a block. */
  record Scalar(Span span, String text, Style style) implements Node {
    /** The span of the text without quotes or a block's header line. */
    public Span content() {
      return switch (style) {
        case PLAIN -> span;
        case QUOTED -> span.source().span(span.start() + 1, span.end() - 1);
        case BLOCK -> {
          int header = span.text().indexOf('\n');
          yield header < 0 ? span : span.source().span(span.start() + header + 1, span.end());
        }
      };
    }

    public boolean isNull() {
      return style == Style.PLAIN
          && (text.isEmpty() || text.equals("~") || text.equalsIgnoreCase("null"));
    }
  }

  enum Style {
    PLAIN,
    QUOTED,
    BLOCK
  }

  /** The value under {@code path}, walking mappings. */
  default Optional<Node> at(String... path) {
    Node node = this;
    for (String key : path) {
      if (!(node instanceof Mapping mapping)) {
        return Optional.empty();
      }
      Optional<Entry> entry = mapping.entry(key);
      if (entry.isEmpty()) {
        return Optional.empty();
      }
      node = entry.get().value();
    }
    return Optional.of(node);
  }

  /** The text of the scalar under {@code path}. */
  default Optional<String> textAt(String... path) {
    return at(path).flatMap(Node::scalarText);
  }

  default Optional<String> scalarText() {
    return this instanceof Scalar scalar && !scalar.isNull()
        ? Optional.of(scalar.text())
        : Optional.empty();
  }

  /** Entries of a mapping; none for anything else. */
  default List<Entry> entries() {
    return List.of();
  }

  /** Items of a sequence, or this node alone when it is a scalar: YAML lists written short. */
  default List<Node> itemsOrSelf() {
    return switch (this) {
      case Sequence sequence -> sequence.items();
      case Scalar scalar when scalar.isNull() -> List.of();
      default -> List.of(this);
    };
  }
}

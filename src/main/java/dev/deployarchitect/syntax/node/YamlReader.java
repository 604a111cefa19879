package dev.deployarchitect.syntax.node;

import dev.deployarchitect.interrupt.Interruption;
import dev.deployarchitect.text.Problem;
import dev.deployarchitect.text.Source;
import dev.deployarchitect.text.Span;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads the first document of a YAML 1.2 text. Never throws on any text. */
public final class YamlReader {
  private static final int MAX_DEPTH = 200;

  /** Anchors let a short text stand for an endless tree; no configuration file comes near this. */
  private static final int MAX_NODES = 200_000;

  private YamlReader() {}

  public static Document read(Source source) {
    LoadSettings settings =
        LoadSettings.builder()
            .setUseMarks(true)
            .setAllowDuplicateKeys(true)
            .setMaxAliasesForCollections(200)
            .setCodePointLimit(Math.max(1, source.length() * 2))
            .build();
    Offsets offsets = new Offsets(source.text());
    List<Problem> problems = new ArrayList<>();
    Optional<Node> root = Optional.empty();
    try {
      root =
          new Compose(settings)
              .composeString(source.text())
              .map(node -> convert(node, new Conversion(source, offsets, problems), 0));
    } catch (MarkedYamlEngineException e) {
      Span at = e.getProblemMark().map(m -> mark(source, offsets, m)).orElse(source.span(0, 0));
      problems.add(new Problem(at, "YAML cannot be read: " + e.getProblem()));
    } catch (YamlEngineException | StackOverflowError | IndexOutOfBoundsException e) {
      // Streams of several documents and reader errors (control characters) carry no mark.
      String[] lines = String.valueOf(e.getMessage()).split("\n");
      problems.add(new Problem(source.span(0, 0), "YAML cannot be read: " + lines[0]));
    }
    return new Document(source, root, List.copyOf(problems));
  }

  private static final class Conversion {
    private final Source source;
    private final Offsets offsets;
    private final List<Problem> problems;
    private final Set<org.snakeyaml.engine.v2.nodes.Node> open =
        Collections.newSetFromMap(new IdentityHashMap<>());
    private int nodes;

    Conversion(Source source, Offsets offsets, List<Problem> problems) {
      this.source = source;
      this.offsets = offsets;
      this.problems = problems;
    }

    List<Problem> problems() {
      return problems;
    }

    /** Whether a node may still be converted; the first that may not becomes a problem. */
    boolean enter(org.snakeyaml.engine.v2.nodes.Node node, int depth) {
      Interruption.check();
      nodes++;
      String why =
          depth > MAX_DEPTH
              ? "nested deeper than " + MAX_DEPTH + " levels"
              : nodes > MAX_NODES
                  ? "its anchors make more than " + MAX_NODES + " values"
                  : open.add(node) ? "" : "an anchor that contains itself";
      if (!why.isEmpty() && problems.isEmpty()) {
        problems.add(new Problem(span(node), "YAML cannot be read: " + why));
      }
      return why.isEmpty();
    }

    void leave(org.snakeyaml.engine.v2.nodes.Node node) {
      open.remove(node);
    }

    Span span(org.snakeyaml.engine.v2.nodes.Node node) {
      int start = node.getStartMark().map(m -> offsets.utf16(m.getIndex())).orElse(0);
      int end = node.getEndMark().map(m -> offsets.utf16(m.getIndex())).orElse(start);
      while (end > start && Character.isWhitespace(source.text().charAt(end - 1))) {
        end--;
      }
      return source.span(start, end);
    }
  }

  private static Span mark(Source source, Offsets offsets, Mark mark) {
    int at = offsets.utf16(mark.getIndex());
    return source.span(at, at + 1);
  }

  private static Node convert(
      org.snakeyaml.engine.v2.nodes.Node node, Conversion conversion, int depth) {
    if (!conversion.enter(node, depth)) {
      return new Node.Scalar(conversion.span(node), "", Node.Style.PLAIN);
    }
    Node converted = entered(node, conversion, depth);
    conversion.leave(node);
    return converted;
  }

  private static Node entered(
      org.snakeyaml.engine.v2.nodes.Node node, Conversion conversion, int depth) {
    Span span = conversion.span(node);
    return switch (node) {
      case MappingNode mapping -> {
        List<Node.Entry> entries = new ArrayList<>();
        for (NodeTuple tuple : mapping.getValue()) {
          entry(tuple, entries, conversion, depth);
        }
        yield new Node.Mapping(span, List.copyOf(entries));
      }
      case SequenceNode sequence ->
          new Node.Sequence(
              span,
              sequence.getValue().stream()
                  .map(item -> convert(item, conversion, depth + 1))
                  .toList());
      case ScalarNode scalar -> new Node.Scalar(span, scalar.getValue(), style(scalar));
      default -> new Node.Scalar(span, "", Node.Style.PLAIN);
    };
  }

  private static void entry(
      NodeTuple tuple, List<Node.Entry> entries, Conversion conversion, int depth) {
    if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
      Span at = conversion.span(tuple.getKeyNode());
      conversion.problems().add(new Problem(at, "a key must be a plain text, not a collection"));
      return;
    }
    Node value = convert(tuple.getValueNode(), conversion, depth + 1);
    // YAML 1.1 merge keys: GitHub does not read them, Compose and GitLab do.
    if (key.getValue().equals("<<") && value instanceof Node.Mapping merged) {
      entries.addAll(merged.entries());
      return;
    }
    entries.add(
        new Node.Entry(new Node.Scalar(conversion.span(key), key.getValue(), style(key)), value));
  }

  private static Node.Style style(ScalarNode scalar) {
    ScalarStyle style = scalar.getScalarStyle();
    return switch (style) {
      case PLAIN -> Node.Style.PLAIN;
      case LITERAL, FOLDED -> Node.Style.BLOCK;
      default -> Node.Style.QUOTED;
    };
  }

  /** Marks count code points, sources count UTF-16 units. */
  private static final class Offsets {
    private final int length;

    /** Of each code point; empty where each is one character. */
    private final int[] places;

    Offsets(String text) {
      this.length = text.length();
      int count = text.codePointCount(0, text.length());
      this.places = count == text.length() ? new int[0] : new int[count + 1];
      for (int i = 0, at = 0; i < places.length; i++) {
        places[i] = at;
        at = i < count ? text.offsetByCodePoints(at, 1) : at;
      }
    }

    int utf16(int codePoints) {
      return places.length == 0
          ? Math.min(codePoints, length)
          : places[Math.min(codePoints, places.length - 1)];
    }
  }
}

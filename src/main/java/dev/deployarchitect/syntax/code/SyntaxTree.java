package dev.deployarchitect.syntax.code;

import dev.deployarchitect.text.Source;
import dev.deployarchitect.text.Span;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The syntax tree of one file, in preorder: a node's descendants are the nodes behind it. Nodes
 * without a name (brackets, keywords) are left out unless the grammar gives them a field. Nothing
 * native is kept. Immutable and thread-safe.
 */
public final class SyntaxTree {
  private final Source source;
  private final Language language;
  private final Columns columns;
  private final boolean broken;

  SyntaxTree(Source source, Language language, Columns columns, boolean broken) {
    this.source = source;
    this.language = language;
    this.columns = columns;
    this.broken = broken;
  }

  public Source source() {
    return source;
  }

  public Language language() {
    return language;
  }

  /** Whether parts of the file could not be parsed: around them nodes may be missing. */
  public boolean isBroken() {
    return broken;
  }

  /** How many nodes there are. */
  public int size() {
    return columns.kind.length;
  }

  public Node root() {
    return node(0);
  }

  /** All nodes, each before its children. */
  public List<Node> nodes() {
    return IntStream.range(0, size()).mapToObj(this::node).toList();
  }

  Node node(int index) {
    return new Node(this, index);
  }

  String kind(int index) {
    return columns.names.kinds().get(columns.kind[index]);
  }

  String field(int index) {
    return columns.names.fields().get(columns.field[index]);
  }

  int parent(int index) {
    return columns.parent[index];
  }

  int end(int index) {
    return columns.end[index];
  }

  Span span(int index) {
    return source.span(columns.from[index], columns.to[index]);
  }

  int from(int index) {
    return columns.from[index];
  }

  int to(int index) {
    return columns.to[index];
  }
}

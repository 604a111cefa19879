package dev.deployarchitect.syntax.node;

import dev.deployarchitect.text.Problem;
import dev.deployarchitect.text.Source;
import java.util.List;
import java.util.Optional;

/** What a reader made of a text: the tree as far as it goes, and what it could not read. */
public record Document(Source source, Optional<Node> root, List<Problem> problems) {

  public Optional<Node> at(String... path) {
    return root.flatMap(node -> node.at(path));
  }

  public Optional<String> textAt(String... path) {
    return root.flatMap(node -> node.textAt(path));
  }
}

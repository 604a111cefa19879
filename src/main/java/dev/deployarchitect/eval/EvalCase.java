package dev.deployarchitect.eval;

import dev.deployarchitect.syntax.node.Document;
import dev.deployarchitect.syntax.node.Node;
import dev.deployarchitect.syntax.node.YamlReader;
import dev.deployarchitect.text.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One case: a folder with {@code case.yml} and {@code recording.json}.
 *
 * @param question of the single turn
 * @param workspace name of a folder under {@code eval/workspaces}
 */
record EvalCase(
    String name,
    Path folder,
    String question,
    String workspace,
    List<String> tags,
    boolean mustPass,
    List<Expectation> expectations) {
  private static final Set<String> KEYS = Set.of("question", "workspace", "tags", "tier", "expect");

  static EvalCase read(Path folder, Path root) {
    Path file = folder.resolve("case.yml");
    String name = root.relativize(folder).toString().replace('\\', '/');
    try {
      Document document = YamlReader.read(new Source(name + "/case.yml", Files.readString(file)));
      document.problems().stream()
          .findFirst()
          .ifPresent(p -> {
            throw new EvalException(p.span().place() + " " + p.message());
          });
      Node body = document.root().orElseThrow(() -> new EvalException(name + "/case.yml is empty"));
      for (Node.Entry entry : body.entries()) {
        if (!KEYS.contains(entry.key().text())) {
          throw new EvalException(
              "%s: unknown key '%s'; known are %s"
                  .formatted(
                      entry.key().span().place(),
                      entry.key().text(),
                      KEYS.stream().sorted().toList()));
        }
      }
      return new EvalCase(
          name,
          folder,
          required(body, "question", name),
          required(body, "workspace", name),
          texts(body.at("tags")),
          !body.textAt("tier").orElse("must-pass").equals("stretch"),
          Expectation.read(body.at("expect"), name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String required(Node body, String key, String name) {
    return body.textAt(key)
        .map(String::strip)
        .orElseThrow(() -> new EvalException("%s/case.yml needs '%s'".formatted(name, key)));
  }

  static List<String> texts(Optional<Node> node) {
    List<String> texts = new ArrayList<>();
    node.map(Node::itemsOrSelf)
        .orElse(List.of())
        .forEach(n -> n.scalarText().ifPresent(texts::add));
    return List.copyOf(texts);
  }

  Path recording() {
    return folder.resolve("recording.json");
  }
}

package dev.deployarchitect.delivery;

import dev.deployarchitect.syntax.node.Document;
import dev.deployarchitect.syntax.node.JsonReader;
import dev.deployarchitect.syntax.node.YamlReader;
import dev.deployarchitect.text.Source;
import java.util.List;

/** JSON and YAML files: that they can be read. */
public final class DataVerifier implements Verifier {

  @Override
  public boolean verifies(Artifact artifact) {
    return artifact.path().matches(".*\\.(json|ya?ml)");
  }

  @Override
  public List<Evidence> verify(Artifact artifact, List<Artifact> together) {
    Source source = new Source(artifact.path(), artifact.content());
    boolean json = artifact.path().endsWith(".json");
    return List.of(
        OwnCheck.run(
            json ? "reads as JSON" : "reads as YAML",
            artifact,
            () -> {
              Document document = json ? JsonReader.read(source) : YamlReader.read(source);
              return document.problems().stream()
                  .map(p -> p.span().place() + " " + p.message())
                  .toList();
            }));
  }
}

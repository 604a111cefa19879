package dev.deployarchitect.pipeline.workflow;

import dev.deployarchitect.pipeline.expression.Type;
import dev.deployarchitect.syntax.node.Document;
import dev.deployarchitect.syntax.node.Node;
import dev.deployarchitect.syntax.node.YamlReader;
import dev.deployarchitect.workspace.Workspace;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The actions and workflows that a workflow calls: those of the same repository, and well-known
 * ones.
 */
record CalledFiles(Workspace workspace, PopularActions popular) {

  /** The metadata of a local action, {@code uses: ./path} or {@code $/path}. */
  Optional<Document> action(String uses) {
    return local(uses)
        .flatMap(folder ->
            Stream.of("action.yml", "action.yaml")
                .map(name -> folder.isEmpty() ? name : folder + "/" + name)
                .flatMap(path -> workspace.source(path).stream())
                .findFirst())
        .map(YamlReader::read);
  }

  /** A workflow of the same repository, {@code uses: ./.github/workflows/name.yml}. */
  Optional<Document> workflow(String uses) {
    return local(uses)
        .filter(path -> path.matches(".*\\.ya?ml"))
        .flatMap(workspace::source)
        .map(YamlReader::read)
        .filter(d -> d.at("on", "workflow_call").isPresent() || d.textAt("on").isPresent());
  }

  private static Optional<String> local(String uses) {
    return uses.matches("[.$]/.*") && !uses.contains("${{")
        ? Optional.of(uses.substring(2).replaceFirst("/+$", ""))
        : Optional.empty();
  }

  /** What a step may give on; anything where it is not known. */
  Type outputs(Workflow.Step step) {
    return step.uses()
        .flatMap(u -> action(u.text()))
        .map(a -> a.at("outputs"))
        .map(CalledFiles::texts)
        .or(() ->
            popular.of(step).map(PopularActions.Signature::outputs).flatMap(CalledFiles::named))
        .orElse(BuiltInContexts.anyTexts());
  }

  private static Optional<Type> named(List<String> outputs) {
    Map<String, Type> known = new TreeMap<>();
    outputs.forEach(name -> known.put(name, Type.Simple.STRING));
    return known.isEmpty() ? Optional.empty() : Optional.of(Type.strict(known));
  }

  /** What a job that calls a workflow gives on. */
  Type outputs(Workflow.Job job) {
    return job.at("uses")
        .flatMap(Node::scalarText)
        .flatMap(this::workflow)
        .map(w -> w.at("on", "workflow_call", "outputs"))
        .map(CalledFiles::texts)
        .orElse(BuiltInContexts.anyTexts());
  }

  private static Type texts(Optional<Node> mapping) {
    Map<String, Type> known = new TreeMap<>();
    mapping
        .map(Node::entries)
        .orElse(List.of())
        .forEach(e -> known.put(e.key().text(), Type.Simple.STRING));
    return Type.strict(known);
  }
}

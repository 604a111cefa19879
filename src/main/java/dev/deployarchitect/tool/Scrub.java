package dev.deployarchitect.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.delivery.Delivered;
import dev.deployarchitect.finding.Finding;
import dev.deployarchitect.workspace.Secrets;
import dev.deployarchitect.workspace.Workspace;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Replaces secrets in everything that is text of the repository. */
public final class Scrub {
  private Scrub() {}

  /** For what may leave this machine. */
  static UnaryOperator<ToolResult> result(Secrets secrets) {
    return result -> result(result, secrets, file -> false);
  }

  /** For files that stay on this machine: the workspace has their secrets already. */
  static UnaryOperator<ToolResult> resultHere(ToolContext context) {
    Secrets secrets = context.secrets();
    return result ->
        result(result, secrets, file -> isThereAlready(file, secrets, context.workspace()));
  }

  private static boolean isThereAlready(Artifact file, Secrets secrets, Workspace workspace) {
    Set<String> before =
        workspace.source(file.path()).stream()
            .flatMap(source -> source.text().lines())
            .collect(Collectors.toSet());
    List<String> lines = file.content().lines().toList();
    List<String> shown = secrets.replace(file.content()).lines().toList();
    return lines.size() == shown.size()
        && IntStream.range(0, lines.size())
            .allMatch(i -> lines.get(i).equals(shown.get(i)) || before.contains(lines.get(i)));
  }

  private static ToolResult result(ToolResult result, Secrets secrets, Predicate<Artifact> stays) {
    return switch (result) {
      case ToolResult.Done done -> done(done, secrets, stays);
      case ToolResult.NothingFound(String text) ->
          new ToolResult.NothingFound(secrets.replace(text));
      case ToolResult.Retry(String text) -> new ToolResult.Retry(secrets.replace(text));
      case ToolResult.Refused(String text) -> new ToolResult.Refused(secrets.replace(text));
      case ToolResult.Failed(String text) -> new ToolResult.Failed(secrets.replace(text));
    };
  }

  /** A file must stay the bytes that were checked, so one that holds a secret is not passed on. */
  private static ToolResult done(ToolResult.Done done, Secrets secrets, Predicate<Artifact> stays) {
    List<Delivered> clean =
        done.files().stream()
            .filter(f -> isClean(f.artifact(), secrets) || stays.test(f.artifact()))
            .toList();
    String left =
        done.files().stream()
            .filter(f -> !clean.contains(f))
            .map(f ->
                "\n%s is not delivered: line %d holds a secret. Remove that first, or write the file on this machine with apply_files or --out."
                    .formatted(f.artifact().path(), line(f.artifact(), secrets)))
            .collect(Collectors.joining());
    return new ToolResult.Done(
        secrets.replace(done.text()) + left,
        (ObjectNode) json(done.data(), secrets),
        done.findings().stream().map(f -> finding(f, secrets)).toList(),
        clean,
        done.recommendations());
  }

  private static boolean isClean(Artifact file, Secrets secrets) {
    return secrets.replace(file.content()).equals(file.content());
  }

  /** The first line that is not passed on, from 1. */
  private static int line(Artifact file, Secrets secrets) {
    List<String> lines = file.content().lines().toList();
    List<String> shown = secrets.replace(file.content()).lines().toList();
    return 1
        + IntStream.range(0, lines.size())
            .filter(i -> i >= shown.size() || !lines.get(i).equals(shown.get(i)))
            .findFirst()
            .orElse(0);
  }

  private static Finding finding(Finding f, Secrets secrets) {
    return new Finding(f.rule(), f.span(), secrets.replace(f.message()), f.fixes());
  }

  public static JsonNode json(JsonNode node, Secrets secrets) {
    return switch (node) {
      case TextNode text -> TextNode.valueOf(secrets.replace(text.textValue()));
      case ArrayNode array -> {
        ArrayNode out = JsonNodeFactory.instance.arrayNode();
        array.forEach(item -> out.add(json(item, secrets)));
        yield out;
      }
      case ObjectNode object -> {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        object.properties().forEach(e -> out.set(e.getKey(), json(e.getValue(), secrets)));
        yield out;
      }
      default -> node;
    };
  }
}

package dev.deployarchitect.build.generate;

import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.delivery.Delivered;
import dev.deployarchitect.delivery.Recommendation;
import dev.deployarchitect.project.Paths;
import dev.deployarchitect.project.Topic;
import dev.deployarchitect.syntax.node.JsonReader;
import dev.deployarchitect.tool.ToolContext;
import dev.deployarchitect.tool.ToolResult;
import dev.deployarchitect.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * An application in a folder with a package.json and a lockfile of its own: a project in itself.
 */
final class NestedApplication {
  private static final List<String> LOCKFILES =
      List.of(
          "package-lock.json",
          "npm-shrinkwrap.json",
          "pnpm-lock.yaml",
          "yarn.lock",
          "bun.lock",
          "bun.lockb");

  private NestedApplication() {}

  /**
   * The folder that {@code app} names, by its path or its package's name; empty for another kind.
   */
  static Optional<String> folder(ToolContext context, String app) {
    return app.isEmpty()
        ? Optional.empty()
        : folders(context.workspace()).stream()
            .filter(f ->
                f.equals(app.replaceFirst("^\\./", "").replaceFirst("/$", ""))
                    || app.equals(name(context.workspace(), f)))
            .findFirst();
  }

  private static List<String> folders(Workspace workspace) {
    return workspace.paths(p -> p.endsWith("/package.json")).stream()
        .map(Paths::folder)
        .filter(f ->
            LOCKFILES.stream().anyMatch(l -> !workspace.paths(Paths.in(f, l)::equals).isEmpty()))
        .toList();
  }

  private static String name(Workspace workspace, String folder) {
    return workspace
        .source(Paths.in(folder, "package.json"))
        .map(JsonReader::read)
        .flatMap(json -> json.textAt("name"))
        .orElse("");
  }

  /** Why {@code app} is none, with those that are. */
  static String unknown(String app, ToolContext context) {
    List<String> known = new ArrayList<>(folders(context.workspace()));
    context.profile().about(Topic.PACKAGE).map(p -> p.detail()).forEach(known::add);
    return "There is no application '%s' here that an image can be written for. Without app the one of the root is built%s."
        .formatted(
            app,
            known.isEmpty()
                ? ""
                : "; folders with a package.json: "
                    + known.stream().distinct().collect(Collectors.joining(", ")));
  }

  /** What {@code call} delivers for the folder as a repository, with paths from the root. */
  static ToolResult in(String folder, ToolContext context, Function<ToolContext, ToolResult> call) {
    Workspace inner = context.workspace().below(folder);
    return switch (call.apply(new ToolContext(inner))) {
      case ToolResult.Done done -> {
        List<Delivered> files =
            done.files().stream()
                .map(f -> new Delivered(moved(folder, f.artifact()), f.evidence()))
                .toList();
        yield new ToolResult.Done(
            "All paths are below %s/; run the commands there.%n%n%s".formatted(folder, done.text()),
            done.data(),
            done.findings(),
            files,
            done.recommendations().stream().map(r -> moved(folder, r)).toList());
      }
      case ToolResult other -> other;
    };
  }

  private static Artifact moved(String folder, Artifact a) {
    return new Artifact(Paths.in(folder, a.path()), a.content(), a.purpose(), a.answers());
  }

  private static Recommendation moved(String folder, Recommendation r) {
    List<String> guide = new ArrayList<>(r.guide());
    guide.addFirst("Work in %s/: the commands below run there.".formatted(folder));
    return new Recommendation(
        r.title(),
        r.why(),
        r.files().stream().map(f -> Paths.in(folder, f)).toList(),
        guide,
        r.cost(),
        r.benchmark(),
        r.rollback(),
        r.monitoring());
  }
}

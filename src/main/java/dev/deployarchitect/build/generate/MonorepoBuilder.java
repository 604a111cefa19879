package dev.deployarchitect.build.generate;

import dev.deployarchitect.project.Fact;
import dev.deployarchitect.project.NextApplication;
import dev.deployarchitect.project.ProjectProfile;
import dev.deployarchitect.project.Topic;
import dev.deployarchitect.workspace.Workspace;
import java.util.Optional;

/** What builds one package of a monorepo with those it depends on. */
sealed interface MonorepoBuilder {

  /**
   * Turborepo, which also takes out of the repository what one package needs.
   *
   * @param version the project has
   */
  record Turborepo(String version) implements MonorepoBuilder {}

  /**
   * Nx builds in the whole workspace and caches tasks in {@code .nx}, the index beside the outputs.
   */
  record Nx() implements MonorepoBuilder {}

  /** The package manager's own workspaces. */
  record Workspaces() implements MonorepoBuilder {}

  static MonorepoBuilder of(Workspace workspace, ProjectProfile profile) {
    Optional<String> turbo =
        profile
            .find(Topic.MONOREPO, "turborepo")
            .map(Fact::detail)
            .map(range -> range.replaceFirst("^[^\\d]*", ""))
            .filter(version -> version.matches("\\d+\\.\\d+\\.\\d+.*"));
    if (turbo.isPresent()) {
      return new Turborepo(turbo.get());
    }
    return workspace.source("nx.json").isPresent() ? new Nx() : new Workspaces();
  }

  /**
   * The template of the Dockerfile. {@code turbo prune} cannot read Bun's lockfile (2.9.14 on
   * version 2 of it, tried), so with Bun the whole workspace is installed.
   */
  default String template(NodeTools tools) {
    return this instanceof Turborepo && !tools.name().equals("bun")
        ? "Dockerfile.turbo"
        : "Dockerfile.workspaces";
  }

  /** The command that builds {@code app} with the packages it needs. */
  default String build(NextApplication app, NodeTools tools) {
    return switch (this) {
      case Turborepo t ->
          "%s turbo run build --filter=%s --cache-dir=.turbo/cache"
              .formatted(tools.run(), app.name());
      case Nx n -> "%s nx run %s:build".formatted(tools.run(), app.name());
      case Workspaces w ->
          switch (tools.name()) {
            case "pnpm" -> "pnpm --filter '%s...' run build".formatted(app.name());
            case "bun" -> "bun run --filter '%s' build".formatted(app.name());
            case "yarn" -> "yarn workspace %s run build".formatted(app.name());
            default -> "npm run build --workspace=" + app.folder();
          };
    };
  }

  /** A cache of tasks worth keeping between builds, below the root; empty for none. */
  default String cache() {
    return switch (this) {
      case Turborepo t -> ".turbo/cache";
      case Nx n -> ".nx";
      case Workspaces w -> "";
    };
  }
}

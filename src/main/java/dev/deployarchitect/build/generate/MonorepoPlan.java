package dev.deployarchitect.build.generate;

import dev.deployarchitect.project.Fact;
import dev.deployarchitect.project.Paths;
import dev.deployarchitect.project.ProjectProfile;
import dev.deployarchitect.project.Topic;
import dev.deployarchitect.syntax.node.Document;
import dev.deployarchitect.syntax.node.JsonReader;
import dev.deployarchitect.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How one Next.js application of a monorepo is installed, built and started.
 *
 * @param schemaFolder folder of the package that holds the Prisma schema, or empty
 */
record MonorepoPlan(
    App app,
    NodeTools tools,
    MonorepoBuilder builder,
    InstallInputs inputs,
    int node,
    PrismaNeeds prisma,
    String schemaFolder,
    boolean standalone,
    boolean publicFolder,
    String health) {

  /**
   * An application and where it lies.
   *
   * @param name the package's, as {@code turbo}, {@code nx} and package managers know it
   * @param folder such as {@code apps/web}
   */
  record App(String name, String folder) {}

  /** The plan, or why there is none. */
  sealed interface Result {
    record Planned(MonorepoPlan plan) implements Result {}

    record Impossible(String why) implements Result {}
  }

  /** The packages that depend on Next.js themselves. */
  static List<App> apps(Workspace workspace, ProjectProfile profile) {
    List<App> apps = new ArrayList<>();
    profile
        .about(Topic.PACKAGE)
        .filter(p -> !p.detail().isEmpty())
        .forEach(p -> {
          Optional<Document> manifest =
              workspace.source(p.detail() + "/package.json").map(JsonReader::read);
          // Nx infers the build from the configuration, without a script.
          boolean builds =
              manifest.flatMap(m -> m.textAt("scripts", "build")).isPresent()
                  || (workspace.source("nx.json").isPresent() && configured(workspace, p.detail()));
          boolean next =
              manifest.flatMap(m -> m.textAt("dependencies", "next")).isPresent() && builds;
          if (next) {
            apps.add(new App(p.name(), p.detail()));
          }
        });
    return apps;
  }

  private static boolean configured(Workspace workspace, String folder) {
    return !workspace
        .paths(p -> Paths.folder(p).equals(folder) && Paths.name(p).startsWith("next.config."))
        .isEmpty();
  }

  /**
   * Plans the image of one application.
   *
   * @param wanted its name or folder; empty for the only one
   */
  static Result of(Workspace workspace, ProjectProfile profile, String wanted, String lockfile) {
    List<App> apps = apps(workspace, profile);
    List<App> chosen =
        apps.stream()
            .filter(a -> wanted.isEmpty() || a.name().equals(wanted) || a.folder().equals(wanted))
            .toList();
    if (chosen.size() != 1) {
      return new Result.Impossible(
          "This monorepo has %d Next.js applications%s. Give 'app' the name of one."
              .formatted(
                  apps.size(),
                  apps.isEmpty()
                      ? ""
                      : ": "
                          + String.join(
                              ", ",
                              apps.stream().map(a -> a.name() + " in " + a.folder()).toList())));
    }
    MonorepoBuilder builder = MonorepoBuilder.of(workspace, profile);
    return NodeTools.of(lockfile, workspace)
        .<Result>map(tools ->
            new Result.Planned(plan(workspace, profile, chosen.getFirst(), tools, builder)))
        .orElseGet(() ->
            new Result.Impossible(
                "The lockfile is %s; no image with that package manager was tried here, so none is"
                        .formatted(lockfile)
                    + " written."));
  }

  private static MonorepoPlan plan(
      Workspace workspace,
      ProjectProfile profile,
      App app,
      NodeTools tools,
      MonorepoBuilder builder) {
    PrismaNeeds prisma = PrismaNeeds.of(workspace, profile);
    String inFolder = app.folder() + "/";
    String schema =
        profile
            .about(Topic.PACKAGE)
            .map(Fact::detail)
            .filter(f ->
                prisma.used() && !f.isEmpty() && (prisma.schemaFolder() + "/").startsWith(f + "/"))
            .reduce((a, b) -> a.length() > b.length() ? a : b)
            .orElse("");
    boolean standalone =
        workspace
            .paths(p ->
                Paths.folder(p).equals(app.folder()) && Paths.name(p).startsWith("next.config."))
            .stream()
            .flatMap(p -> workspace.source(p).stream())
            .anyMatch(s -> s.text().matches("(?s).*output\\s*:[^,]*[\"']standalone[\"'].*"));
    String health =
        profile
            .about(Topic.HEALTH_ROUTE)
            .filter(f -> f.proof().path().startsWith(inFolder))
            .map(Fact::name)
            .findFirst()
            .orElse("/");
    return new MonorepoPlan(
        app,
        tools,
        builder,
        InstallInputs.of(workspace, profile, tools),
        NodePlan.node(profile),
        prisma,
        schema,
        standalone,
        !workspace.paths(p -> p.startsWith(inFolder + "public/")).isEmpty(),
        health);
  }

  /** A name for the image: the package's without its scope. */
  String image() {
    return app.name()
        .replaceFirst("^@[^/]+/", "")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^a-z0-9-]+", "-");
  }

  /** Folder of the application. */
  String folder() {
    return app.folder();
  }
}

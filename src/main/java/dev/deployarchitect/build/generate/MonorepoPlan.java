package dev.deployarchitect.build.generate;

import dev.deployarchitect.project.Fact;
import dev.deployarchitect.project.NextApplication;
import dev.deployarchitect.project.Paths;
import dev.deployarchitect.project.ProjectProfile;
import dev.deployarchitect.project.Topic;
import dev.deployarchitect.workspace.Workspace;
import java.util.List;
import java.util.Locale;

/**
 * How one Next.js application of a monorepo is installed, built and started.
 *
 * @param schemaFolder folder of the package that holds the Prisma schema, or empty
 */
record MonorepoPlan(
    NextApplication app,
    NodeTools tools,
    MonorepoBuilder builder,
    InstallInputs inputs,
    int node,
    PrismaNeeds prisma,
    String schemaFolder,
    boolean standalone,
    boolean publicFolder,
    String health) {

  /** The plan, or why there is none. */
  sealed interface Result {
    record Planned(MonorepoPlan plan) implements Result {}

    record Impossible(String why) implements Result {}
  }

  /**
   * Plans the image of one application.
   *
   * @param wanted its name or folder; empty for the only one
   */
  static Result of(Workspace workspace, ProjectProfile profile, String wanted, String lockfile) {
    List<NextApplication> apps = NextApplication.ofPackages(workspace, profile);
    List<NextApplication> chosen =
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
      NextApplication app,
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

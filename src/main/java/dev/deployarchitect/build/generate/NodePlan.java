package dev.deployarchitect.build.generate;

import dev.deployarchitect.project.Fact;
import dev.deployarchitect.project.ProjectProfile;
import dev.deployarchitect.project.Topic;
import dev.deployarchitect.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a Node.js project is installed, built and started, read off its profile.
 *
 * @param manifests the files an install reads
 * @param migratingInstall the lifecycle script that changes a database when packages are installed,
 *     or empty
 * @param leftOut the build script that is not run because it changes a database, or empty
 */
record NodePlan(
    String name,
    NodeTools tools,
    int node,
    boolean next,
    boolean standalone,
    PrismaNeeds prisma,
    boolean migrations,
    List<String> manifests,
    String install,
    String migratingInstall,
    String build,
    String leftOut,
    NodeStart start,
    boolean publicFolder,
    String health) {

  /** The plan, or why there is none. */
  sealed interface Result {
    record Planned(NodePlan plan) implements Result {}

    /** Next.js is a dependency of packages, not of the root. */
    record Monorepo(String lockfile) implements Result {}

    record Impossible(String why) implements Result {}
  }

  static Result of(Workspace workspace, ProjectProfile profile) {
    Optional<Fact> manifest = profile.find(Topic.LANGUAGE, "javascript");
    if (manifest.isEmpty()) {
      return new Result.Impossible(
          "generate_dockerfile knows Node.js applications; this workspace has no package.json in"
              + " its root.");
    }
    Optional<Fact> lock =
        profile.about(Topic.LOCKFILE).filter(f -> !f.detail().contains("/")).findFirst();
    if (lock.isEmpty()) {
      return new Result.Impossible(
          "There is no lockfile in the root, so no build of this project can be repeated. Commit"
              + " the package manager's lockfile first.");
    }
    Optional<NodeTools> tools = NodeTools.of(lock.get().name(), workspace);
    if (tools.isEmpty()) {
      return new Result.Impossible(
          "The lockfile is %s. No image with that package manager was tried here (bun, and Yarn with Plug'n'Play, are not), so none is written."
              .formatted(lock.get().name()));
    }
    Optional<Fact> framework = profile.find(Topic.FRAMEWORK, "next");
    boolean next = framework.filter(f -> f.proof().path().equals("package.json")).isPresent();
    if (!next && framework.isPresent()) {
      return new Result.Monorepo(lock.get().name());
    }
    Optional<NodeStart> start =
        next ? Optional.of(new NodeStart("server.js", ".next")) : NodeStart.of(workspace, profile);
    boolean builds = profile.find(Topic.SCRIPT, "build").isPresent();
    boolean known = start.filter(s -> next || builds || s.output().isEmpty()).isPresent();
    if (!known) {
      return new Result.Impossible(
          "The project is no Next.js application, and neither a start script of the form 'node"
              + " dist/main.js' nor 'main' in package.json says how its server is started.");
    }
    return new Result.Planned(plan(workspace, profile, tools.get(), next, start.get()));
  }

  private static NodePlan plan(
      Workspace workspace, ProjectProfile profile, NodeTools tools, boolean next, NodeStart start) {
    PrismaNeeds prisma = PrismaNeeds.of(workspace, profile);
    List<String> manifests = new ArrayList<>(List.of("package.json", tools.lockfile()));
    for (String extra :
        List.of("pnpm-workspace.yaml", ".npmrc", ".yarnrc.yml", "turbo.json", "prisma.config.ts")) {
      workspace
          .source(extra)
          .filter(s -> !extra.equals(".npmrc") || !registryToken(workspace))
          .ifPresent(s -> manifests.add(extra));
    }
    Optional<Fact> migratingInstall = migratingInstall(profile);
    String health = profile.nameOr(Topic.HEALTH_ROUTE, "/");
    return new NodePlan(
        profile.name().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]+", "-"),
        tools,
        node(profile),
        next,
        profile.has(Topic.BUILD_OUTPUT, "standalone"),
        prisma,
        profile.has(Topic.MIGRATIONS, "prisma"),
        List.copyOf(manifests),
        migratingInstall
            .map(script -> installWithout(script.name(), tools))
            .orElse(tools.install()),
        migratingInstall.map(Fact::detail).orElse(""),
        own(profile) || !next ? tools.name() + " run build" : tools.run() + " next build",
        own(profile) ? "" : profile.find(Topic.SCRIPT, "build").map(Fact::detail).orElse(""),
        start,
        !workspace.paths(p -> p.startsWith("public/")).isEmpty(),
        health);
  }

  /** The newest even release the project allows that still gets fixes. */
  static int node(ProjectProfile profile) {
    int wanted = profile.find(Topic.RUNTIME, "node").map(Fact::major).orElse(0);
    return wanted == 22 ? 22 : 24;
  }

  /** Whether the project has a build script that leaves every database alone. */
  private static boolean own(ProjectProfile profile) {
    return profile
        .find(Topic.SCRIPT, "build")
        .filter(s -> !touchesDatabase(s.detail()))
        .isPresent();
  }

  /** Whether the registry's settings carry a token, or the variable of one. */
  static boolean registryToken(Workspace workspace) {
    return workspace.source(".npmrc").filter(s -> s.text().contains("_authToken")).isPresent();
  }

  private static boolean touchesDatabase(String script) {
    return script.matches("(?i).*(migrat|db[: -]|db push|check-db|seed).*");
  }

  /** An install runs these scripts of the project itself (docs.npmjs.com, "Life Cycle Scripts"). */
  static Optional<Fact> migratingInstall(ProjectProfile profile) {
    return Stream.of("preinstall", "install", "postinstall", "prepare")
        .flatMap(name -> profile.find(Topic.SCRIPT, name).stream())
        .filter(script -> touchesDatabase(script.detail()))
        .findFirst();
  }

  /**
   * An install without one script of the project. Not {@code --ignore-scripts}: those of the
   * packages must run, and {@code npm rebuild} would run the project's after all (npm 11, tried).
   */
  static String installWithout(String script, NodeTools tools) {
    return "npm pkg delete scripts.%s && %s".formatted(script, tools.install());
  }
}

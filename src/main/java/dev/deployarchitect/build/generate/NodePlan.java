package dev.deployarchitect.build.generate;

import dev.deployarchitect.project.Fact;
import dev.deployarchitect.project.NextApplication;
import dev.deployarchitect.project.ProjectProfile;
import dev.deployarchitect.project.Topic;
import dev.deployarchitect.workspace.Workspace;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a Node.js project is installed, built and started, read off its profile.
 *
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
    InstallInputs inputs,
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
          "The lockfile is %s. No image with that package manager was tried here, so none is written."
              .formatted(lock.get().name()));
    }
    Optional<Fact> framework = profile.find(Topic.FRAMEWORK, "next");
    boolean next = NextApplication.inRoot(workspace, profile);
    if (!next && framework.isPresent()) {
      return new Result.Monorepo(lock.get().name());
    }
    Optional<NodeStart> start =
        next ? Optional.of(new NodeStart("server.js", ".next")) : NodeStart.of(workspace, profile);
    boolean builds = RootScript.find(profile, "build").isPresent();
    boolean known = start.filter(s -> next || builds || s.output().isEmpty()).isPresent();
    if (!known && profile.has(Topic.PACKAGE)) {
      return new Result.Impossible(
          "This is the root of a monorepo, whose own scripts start no server. An image of one"
              + " package is written for Next.js applications, in a Turborepo or with Nx.");
    }
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
        InstallInputs.of(workspace, profile, tools),
        migratingInstall
            .map(script -> installWithout(script.name(), tools))
            .orElse(tools.install()),
        migratingInstall.map(Fact::detail).orElse(""),
        build(workspace, profile, tools, prisma, next),
        own(profile) || TeamsOwnBuild.script(workspace, profile).isPresent()
            ? ""
            : RootScript.find(profile, "build").map(Fact::detail).orElse(""),
        start,
        !workspace.paths(p -> p.startsWith("public/")).isEmpty(),
        health);
  }

  /** The newest even release the project allows that still gets fixes. */
  static int node(ProjectProfile profile) {
    int wanted = profile.find(Topic.RUNTIME, "node").map(Fact::major).orElse(0);
    return wanted == 22 ? 22 : 24;
  }

  private static String build(
      Workspace workspace,
      ProjectProfile profile,
      NodeTools tools,
      PrismaNeeds prisma,
      boolean next) {
    Optional<Fact> teams = TeamsOwnBuild.script(workspace, profile);
    if (teams.isPresent()) {
      // It may generate the client too.
      return prisma.generateEnvironment() + tools.name() + " run " + teams.get().name();
    }
    if (imageScript(workspace, profile).isPresent()) {
      return tools.name() + " run " + SettingsPatches.IMAGE_SCRIPT;
    }
    return own(profile) || !next ? tools.name() + " run build" : tools.run() + " next build";
  }

  /** What a script of its own has to run, where the build script also touches a database. */
  static Optional<String> imageScript(Workspace workspace, ProjectProfile profile) {
    return RootScript.find(profile, "build")
        .filter(build -> TeamsOwnBuild.script(workspace, profile).isEmpty())
        .map(Fact::detail)
        .filter(RootScript::touchesDatabase)
        .flatMap(RootScript::withoutDatabase);
  }

  /** Whether the project has a build script that leaves every database alone. */
  private static boolean own(ProjectProfile profile) {
    return RootScript.find(profile, "build")
        .filter(s -> !RootScript.touchesDatabase(s.detail()))
        .isPresent();
  }

  /** An install runs these scripts of the project itself (docs.npmjs.com, "Life Cycle Scripts"). */
  static Optional<Fact> migratingInstall(ProjectProfile profile) {
    return Stream.of("preinstall", "install", "postinstall", "prepare")
        .flatMap(name -> RootScript.find(profile, name).stream())
        .filter(script -> RootScript.touchesDatabase(script.detail()))
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

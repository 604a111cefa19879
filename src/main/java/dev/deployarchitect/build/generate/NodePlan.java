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
 * @param entry the script the image starts
 */
record NodePlan(
    String name,
    String manager,
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
    String prune,
    String cache,
    String entry,
    String output,
    boolean publicFolder,
    String health) {

  /** The plan, or why there is none. */
  sealed interface Result {
    record Planned(NodePlan plan) implements Result {}

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
    if (manager(lock.get().name()).equals("bun")) {
      return new Result.Impossible(
          "The lockfile is bun's. No image with bun was tried here, so none is written.");
    }
    Optional<Fact> framework = profile.find(Topic.FRAMEWORK, "next");
    boolean next = framework.filter(f -> f.proof().path().equals("package.json")).isPresent();
    if (!next && framework.isPresent()) {
      return new Result.Impossible(
          ("This is a monorepo: Next.js is a dependency of %s, not of the root. An image of one"
                  + " package needs the others pruned away first (turbo prune, pnpm deploy), which"
                  + " is not written here yet; give the package's own folder if it stands alone.")
              .formatted(framework.get().proof().path()));
    }
    boolean builds = profile.find(Topic.SCRIPT, "build").isPresent();
    if (!next && (!builds || workspace.source("package.json").isEmpty())) {
      return new Result.Impossible(
          "The project is no Next.js application and has no build script, so how it is built and"
              + " started is not known.");
    }
    return new Result.Planned(plan(workspace, profile, lock.get(), next));
  }

  private static NodePlan plan(
      Workspace workspace, ProjectProfile profile, Fact lock, boolean next) {
    String manager = manager(lock.name());
    PrismaNeeds prisma = PrismaNeeds.of(workspace, profile);
    List<String> manifests = new ArrayList<>(List.of("package.json", lock.name()));
    for (String extra :
        List.of("pnpm-workspace.yaml", ".npmrc", ".yarnrc.yml", "turbo.json", "prisma.config.ts")) {
      workspace.source(extra).ifPresent(s -> manifests.add(extra));
    }
    Optional<Fact> migratingInstall = migratingInstall(profile);
    String health = profile.nameOr(Topic.HEALTH_ROUTE, "/");
    return new NodePlan(
        profile.name().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]+", "-"),
        manager,
        node(profile),
        next,
        profile.has(Topic.BUILD_OUTPUT, "standalone"),
        prisma,
        profile.has(Topic.MIGRATIONS, "prisma"),
        List.copyOf(manifests),
        migratingInstall
            .map(script -> installWithout(script.name(), manager))
            .orElseGet(() -> install(manager)),
        migratingInstall.map(Fact::detail).orElse(""),
        own(profile) || !next ? manager + " run build" : run(manager) + "next build",
        own(profile) ? "" : profile.find(Topic.SCRIPT, "build").map(Fact::detail).orElse(""),
        prune(manager),
        cache(manager),
        next ? "server.js" : "dist/index.js",
        "dist",
        !workspace.paths(p -> p.startsWith("public/")).isEmpty(),
        health);
  }

  private static String manager(String lockfile) {
    return switch (lockfile) {
      case "pnpm-lock.yaml" -> "pnpm";
      case "yarn.lock" -> "yarn";
      case "bun.lock", "bun.lockb" -> "bun";
      default -> "npm";
    };
  }

  /** The newest even release the project allows that still gets fixes. */
  private static int node(ProjectProfile profile) {
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

  private static boolean touchesDatabase(String script) {
    return script.matches("(?i).*(migrat|db[: -]|db push|check-db|seed).*");
  }

  /** An install runs these scripts of the project itself (docs.npmjs.com, "Life Cycle Scripts"). */
  private static Optional<Fact> migratingInstall(ProjectProfile profile) {
    return Stream.of("preinstall", "install", "postinstall", "prepare")
        .flatMap(name -> profile.find(Topic.SCRIPT, name).stream())
        .filter(script -> touchesDatabase(script.detail()))
        .findFirst();
  }

  /**
   * An install without one script of the project. Not {@code --ignore-scripts}: those of the
   * packages must run, and {@code npm rebuild} would run the project's after all (npm 11, tried).
   */
  private static String installWithout(String script, String manager) {
    return "npm pkg delete scripts.%s && %s".formatted(script, install(manager));
  }

  /** How a binary of the project is started. */
  static String run(String manager) {
    return switch (manager) {
      case "pnpm" -> "pnpm exec ";
      case "yarn" -> "yarn ";
      case "bun" -> "bunx ";
      default -> "npx --no-install ";
    };
  }

  private static String install(String manager) {
    return switch (manager) {
      case "pnpm" -> "pnpm install --frozen-lockfile --store-dir=/pnpm-store";
      case "yarn" -> "yarn install --frozen-lockfile";
      case "bun" -> "npx --yes bun install --frozen-lockfile";
      default -> "npm ci";
    };
  }

  private static String prune(String manager) {
    return switch (manager) {
      case "pnpm" -> "pnpm prune --prod";
      case "yarn" -> "yarn install --frozen-lockfile --production --ignore-scripts";
      default -> "npm prune --omit=dev";
    };
  }

  private static String cache(String manager) {
    return switch (manager) {
      case "pnpm" -> "/pnpm-store";
      case "yarn" -> "/usr/local/share/.cache/yarn";
      case "bun" -> "/root/.bun/install/cache";
      default -> "/root/.npm";
    };
  }
}

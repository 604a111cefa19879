package dev.deployarchitect.pipeline.generate;

import dev.deployarchitect.project.BuildInputs;
import dev.deployarchitect.project.Fact;
import dev.deployarchitect.project.ProjectProfile;
import dev.deployarchitect.project.Topic;
import dev.deployarchitect.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a Node.js project calls its steps, and by which package manager. */
record NodeCommands(ProjectProfile profile, Workspace workspace) {
  private static final List<String> CHECKS =
      List.of("lint", "typecheck", "type-check", "check-types", "test", "test:unit");

  String lockfile() {
    return profile.about(Topic.LOCKFILE).findFirst().map(Fact::name).orElse("package-lock.json");
  }

  String manager() {
    return switch (lockfile()) {
      case "pnpm-lock.yaml" -> "pnpm";
      case "yarn.lock" -> "yarn";
      case "bun.lock", "bun.lockb" -> "bun";
      default -> "npm";
    };
  }

  /** Yarn 2 and later, which writes another lockfile and comes by corepack. */
  boolean modernYarn() {
    return manager().equals("yarn") && workspace.source(".yarnrc.yml").isPresent();
  }

  int node() {
    int asked = profile.find(Topic.RUNTIME, "node").map(Fact::major).orElse(0);
    return asked == 22 ? 22 : 24;
  }

  String install() {
    return switch (manager()) {
      case "pnpm" -> "pnpm install --frozen-lockfile";
      case "yarn" -> modernYarn() ? "yarn install --immutable" : "yarn install --frozen-lockfile";
      case "bun" -> "bun install --frozen-lockfile";
      default -> "npm ci";
    };
  }

  /** Runs a program of the lockfile. */
  String exec() {
    return switch (manager()) {
      case "pnpm" -> "pnpm exec";
      case "yarn" -> "yarn";
      case "bun" -> "bunx --no-install";
      default -> "npx --no-install";
    };
  }

  /** Of the root's package.json: the steps run there, and those of packages are not found. */
  private Optional<Fact> script(String name) {
    return profile
        .about(Topic.SCRIPT)
        .filter(s -> s.name().equals(name) && s.proof().path().equals("package.json"))
        .findFirst();
  }

  private String run(String script) {
    return manager() + " run " + script;
  }

  /** The project's own build, unless it changes a database: then the framework's build alone. */
  String build() {
    boolean own =
        script("build")
            .filter(s -> !s.detail().matches("(?i).*(migrat|db[: -]|db push|check-db|seed).*"))
            .isPresent();
    return own
        ? run("build")
        : exec() + (profile.has(Topic.FRAMEWORK, "next") ? " next build" : " tsc --build");
  }

  /** What starts the built server; empty where nothing says so. */
  Optional<String> start() {
    boolean own =
        script("start")
            .filter(s -> !s.detail().matches("(?i).*(migrat|db push|\\bdev\\b|turbo).*"))
            .isPresent();
    if (own) {
      return Optional.of(run("start"));
    }
    boolean next = profile.has(Topic.FRAMEWORK, "next") && !profile.has(Topic.MONOREPO);
    return next ? Optional.of(exec() + " next start") : Optional.empty();
  }

  /** The project's own scripts, in the order lint, types, tests. */
  List<String> checks() {
    List<String> checks = new ArrayList<>();
    for (String name : CHECKS) {
      Optional<Fact> script = script(name);
      if (script.isPresent() && !script.get().detail().contains("no test specified")) {
        checks.add(run(name));
      }
    }
    return checks;
  }

  /** The steps of GitHub Actions up to and with the installation, indented for a job. */
  String setup(ActionPins pins) {
    List<String> steps = new ArrayList<>();
    steps.add("uses: " + pins.of("actions/checkout") + "\nwith:\n  persist-credentials: false");
    switch (manager()) {
      case "pnpm" -> steps.add("uses: " + pins.of("pnpm/action-setup") + versionOf("pnpm", "9"));
      case "bun" -> steps.add("uses: " + pins.of("oven-sh/setup-bun") + versionOf("bun", "1.3.3"));
      default -> {
        if (modernYarn()) {
          steps.add("run: corepack enable");
        }
      }
    }
    String cache = manager().equals("bun") ? "" : "\n  cache: " + manager();
    steps.add(
        "uses: %s\nwith:\n  node-version: %d%s"
            .formatted(pins.of("actions/setup-node"), node(), cache));
    steps.add("run: " + install() + registry());
    StringBuilder text = new StringBuilder();
    for (String step : steps) {
      text.append(("- " + step.replace("\n", "\n  ")).indent(6));
    }
    return text.toString().stripTrailing();
  }

  /** The install alone sees the registry's token. */
  private String registry() {
    List<String> names = BuildInputs.of(workspace, profile).registryVariables();
    return names.isEmpty()
        ? ""
        : "\nenv:"
            + names.stream()
                .map("\n  %1$s: ${{ secrets.%1$s }}"::formatted)
                .collect(Collectors.joining());
  }

  /** The manager's version, where package.json does not name it. */
  private String versionOf(String tool, String version) {
    boolean named =
        workspace
            .source("package.json")
            .filter(s -> s.text().contains("\"packageManager\""))
            .isPresent();
    String key = tool.equals("bun") ? "bun-version" : "version";
    return named ? "" : "\nwith:\n  %s: \"%s\"".formatted(key, version);
  }

  /** The lines before a job of GitLab: its cache's place and the installation. */
  List<String> gitlabSetup() {
    return switch (manager()) {
      case "pnpm" ->
          List.of(
              "corepack enable",
              "pnpm config set store-dir \"$CI_PROJECT_DIR/.pnpm-store\"",
              install());
      case "yarn" ->
          modernYarn()
              ? List.of("corepack enable", install())
              : List.of("yarn config set cache-folder \"$CI_PROJECT_DIR/.yarn-cache\"", install());
      case "bun" -> List.of("npm install --global bun@1.3.3", install());
      default -> List.of("npm ci --cache .npm --prefer-offline");
    };
  }

  String gitlabCache() {
    return switch (manager()) {
      case "pnpm" -> ".pnpm-store/";
      case "yarn" -> modernYarn() ? ".yarn/cache/" : ".yarn-cache/";
      case "bun" -> "node_modules/";
      default -> ".npm/";
    };
  }
}

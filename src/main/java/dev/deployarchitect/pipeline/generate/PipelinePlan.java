package dev.deployarchitect.pipeline.generate;

import dev.deployarchitect.content.DatedTable;
import dev.deployarchitect.project.Fact;
import dev.deployarchitect.project.ProjectProfile;
import dev.deployarchitect.project.Topic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a release pipeline of a Node.js project runs, read off its profile. */
record PipelinePlan(ProjectProfile profile, String host, String branch, DatedTable pins) {
  /** Vercel's command line at the version tried when this template was written. */
  private static final String VERCEL_CLI = "44.7.3";

  private static final List<String> CHECKS =
      List.of("lint", "typecheck", "type-check", "check-types", "test", "test:unit");

  String manager() {
    return profile
        .about(Topic.LOCKFILE)
        .findFirst()
        .map(f ->
            switch (f.name()) {
              case "pnpm-lock.yaml" -> "pnpm";
              case "yarn.lock" -> "yarn";
              default -> "npm";
            })
        .orElse("npm");
  }

  boolean migrations() {
    return profile.has(Topic.MIGRATIONS, "prisma")
        && profile
            .find(Topic.ORM, "prisma")
            .filter(f -> f.proof().path().equals("package.json"))
            .isPresent();
  }

  Map<String, Object> values() {
    String manager = manager();
    String exec =
        switch (manager) {
          case "pnpm" -> "pnpm exec";
          case "yarn" -> "yarn";
          default -> "npx --no-install";
        };
    Map<String, Object> values = new HashMap<>();
    values.put("name", profile.name());
    values.put("branch", branch);
    values.put("manager", manager);
    values.put("pnpm", manager.equals("pnpm"));
    values.put("exec", exec);
    values.put(
        "install",
        switch (manager) {
          case "pnpm" -> "pnpm install --frozen-lockfile";
          case "yarn" -> "yarn install --frozen-lockfile";
          default -> "npm ci";
        });
    values.put(
        "audit",
        switch (manager) {
          case "pnpm" -> "pnpm audit --prod --audit-level=high";
          case "yarn" -> "yarn npm audit --severity high --environment production";
          default -> "npm audit --omit=dev --audit-level=high";
        });
    values.put("build", build(manager, exec));
    values.put("checks", checks(manager));
    int node = profile.find(Topic.RUNTIME, "node").map(Fact::major).orElse(0);
    values.put("node", node == 22 ? 22 : 24);
    boolean root =
        profile
            .find(Topic.ORM, "prisma")
            .filter(f -> f.proof().path().equals("package.json"))
            .isPresent();
    values.put("prisma", root);
    values.put("migrations", migrations());
    values.put("postgres", postgres());
    values.put("vercel", host.equals("vercel"));
    values.put("ecs", host.equals("ecs"));
    values.put("vercelCli", VERCEL_CLI);
    // Without a route made for it, the page itself must answer.
    values.put("health", profile.nameOr(Topic.HEALTH_ROUTE, "/"));
    values.put("deployNeeds", migrations() ? "[build, migrate]" : "build");
    values.put("checkout", pin("actions/checkout"));
    values.put("setupNode", pin("actions/setup-node"));
    values.put("pnpmSetup", pin("pnpm/action-setup"));
    values.put("buildx", pin("docker/setup-buildx-action"));
    values.put("login", pin("docker/login-action"));
    values.put("buildPush", pin("docker/build-push-action"));
    return values;
  }

  /** The project's own build, unless it changes a database: then the framework's build alone. */
  private String build(String manager, String exec) {
    boolean own =
        profile
            .find(Topic.SCRIPT, "build")
            .filter(s -> !s.detail().matches("(?i).*(migrat|db[: -]|db push|check-db|seed).*"))
            .isPresent();
    return own
        ? manager + " run build"
        : exec + (profile.has(Topic.FRAMEWORK, "next") ? " next build" : " tsc --build");
  }

  /** The project's own scripts, in the order lint, types, tests. */
  List<String> checks(String manager) {
    List<String> checks = new ArrayList<>();
    for (String name : CHECKS) {
      Optional<Fact> script = profile.find(Topic.SCRIPT, name);
      if (script.isPresent() && !script.get().detail().contains("no test specified")) {
        checks.add(manager + " run " + name);
      }
    }
    return checks;
  }

  /** The major version in use where a compose file names it; 17 where none does. */
  private String postgres() {
    return profile
        .find(Topic.DATABASE, "postgresql")
        .map(Fact::major)
        .filter(v -> v >= 13)
        .map(String::valueOf)
        .orElse("17");
  }

  private String pin(String action) {
    Map<String, String> row =
        pins.find("action", action)
            .orElseThrow(() -> new IllegalStateException("no pin for " + action));
    return "%s@%s # %s".formatted(action, row.get("commit"), row.get("version"));
  }
}

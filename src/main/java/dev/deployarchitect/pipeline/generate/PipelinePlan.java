package dev.deployarchitect.pipeline.generate;

import dev.deployarchitect.project.Fact;
import dev.deployarchitect.project.ProjectProfile;
import dev.deployarchitect.project.Topic;
import dev.deployarchitect.workspace.Workspace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a release pipeline of a Node.js project runs, read off its profile.
 *
 * @param canary whether a new version gets its traffic in steps
 * @param staging whether it goes to an environment 'staging' first
 */
record PipelinePlan(
    ProjectProfile profile,
    Workspace workspace,
    Host host,
    String branch,
    boolean canary,
    boolean staging,
    ActionPins pins) {
  /** Vercel's command line whose commands were read when these templates were written. */
  private static final String VERCEL_CLI = "44.7.3";

  /** flyctl at its release of 2026-08-20. */
  static final String FLYCTL = "0.4.87";

  /** What trivy-action 0.36.0 takes by default. */
  private static final String TRIVY = "v0.70.0";

  /** An assumption to start from: three times a usual first answer of a small server. */
  static final int P95_MILLIS = 500;

  /** An assumption to start from. */
  static final int START_MILLIS = 15_000;

  /** Marks a line of a template that falls away. */
  static final String NO_LINE = "\u0001";

  ImageBuild image() {
    return new ImageBuild(profile, workspace);
  }

  NodeCommands commands() {
    return new NodeCommands(profile, workspace);
  }

  Optional<Migrator> migrator() {
    return Migrator.of(profile, workspace);
  }

  boolean migrations() {
    return migrator().filter(Migrator::migrates).isPresent();
  }

  boolean previews() {
    return host.previews();
  }

  boolean budget() {
    return commands().start().isPresent();
  }

  private boolean next() {
    return profile.has(Topic.FRAMEWORK, "next");
  }

  Map<String, Object> values() {
    Map<String, Object> values = new HashMap<>();
    NodeCommands commands = commands();
    values.put("name", profile.name());
    values.put("branch", branch);
    values.put("setup", commands.setup(pins));
    values.put("lockfile", commands.lockfile());
    values.put("exec", commands.exec());
    values.put("build", commands.build());
    values.put("checks", commands.checks());
    values.put("node", commands.node());
    values.put("next", next());
    image().values(values);
    values.put("nextCache", profile.has(Topic.MONOREPO) ? "apps/*/.next/cache" : ".next/cache");
    values.put("turbo", profile.has(Topic.MONOREPO, "turborepo"));
    values.put("postgres", postgres());
    // Without a route made for it, the page itself must answer.
    values.put("health", profile.nameOr(Topic.HEALTH_ROUTE, "/"));
    values.put("budget", budget());
    values.put("previews", previews());
    values.put("start", commands.start().orElse(""));
    values.put("p95", P95_MILLIS);
    values.put("startMs", START_MILLIS);
    values.put("steps", canary && host.sharesTraffic() ? "10 50 100" : "100");
    values.put("gitlabSetup", commands.gitlabSetup());
    values.put("gitlabCache", commands.gitlabCache());
    migrator(values);
    host(values);
    actions(values);
    return values;
  }

  private void migrator(Map<String, Object> values) {
    Optional<Migrator> migrator = migrator();
    String folder = migrator.map(Migrator::folder).orElse("");
    boolean below = !folder.isEmpty();
    values.put("client", given(migrator.map(Migrator::client)));
    values.put("migrations", migrations());
    values.put("migrationsFolder", migrator.map(Migrator::migrations).orElse(""));
    values.put("migrationFiles", migrator.map(Migrator::files).orElse(""));
    values.put("migrate", migrator.map(Migrator::apply).orElse(""));
    values.put("drift", given(migrator.map(Migrator::drift)));
    List<String> addresses = DatabaseSettings.of(workspace);
    values.put("addresses", addresses);
    // Where the pipeline's own variable has the name already, it is not set from itself.
    values.put("pooledAddresses", addresses.stream().filter(a -> !a.equals("DIRECT_URL")).toList());
    values.put("ownSchema", migrator.filter(Migrator::ownSchema).isPresent());
    values.put("below", below ? "        working-directory: " + folder : NO_LINE);
    values.put("inMigrator", below ? "cd " + folder + "\n          " : "");
    values.put("inMigratorShell", below ? "(cd " + folder + " && " : "");
    values.put("outMigratorShell", below ? ")" : "");
    values.put("andPerformance", budget() ? ", performance" : "");
    values.put(
        "environments",
        staging
            ? List.of(
                environment("staging", "-staging", false), environment("production", "", true))
            : List.of(environment("production", "", false)));
  }

  /** A section's flag and its text at once: false where there is none. */
  private static Object given(Optional<String> text) {
    return text.filter(t -> !t.isEmpty()).<Object>map(t -> t).orElse(false);
  }

  /**
   * One environment of the release.
   *
   * @param after whether it waits for staging
   */
  private Map<String, Object> environment(String name, String suffix, boolean after) {
    String andStaging = after ? ", deploy-staging" : "";
    String needs =
        migrations()
            ? "[build, migrate%s]".formatted(suffix)
            : "[build%s%s]".formatted(budget() ? ", performance" : "", andStaging);
    return Map.of(
        "environment", name, "suffix", suffix, "andStaging", andStaging, "deployNeeds", needs);
  }

  private void host(Map<String, Object> values) {
    for (Host each : Host.values()) {
      values.put(each.id(), each == host);
    }
    values.put("image", host.runsImages());
    values.put("oidc", host.takesIdentity());
    values.put("vercelCli", VERCEL_CLI);
    values.put("flyVersion", FLYCTL);
    values.put("flyStrategy", canary ? "canary" : "bluegreen");
    values.put("trivyVersion", TRIVY);
    values.put(
        "named",
        switch (host) {
          case ECS, FLY -> "IMAGE";
          case REGISTRY -> "REPOSITORY";
          case VERCEL, CLOUDRUN -> false;
        });
    values.put("atDigest", host == Host.REGISTRY ? "" : "@$DIGEST");
    GitlabTools tools = GitlabTools.of(host);
    values.put("gitlabImage", tools.image());
    values.put("gitlabTools", tools.lines());
    values.put("gitlabNamed", tools.named());
  }

  private void actions(Map<String, Object> values) {
    values.put("checkout", pins.of("actions/checkout"));
    values.put("setupNode", pins.of("actions/setup-node"));
    values.put("cache", pins.of("actions/cache"));
    values.put("buildx", pins.of("docker/setup-buildx-action"));
    values.put("login", pins.of("docker/login-action"));
    values.put("buildPush", pins.of("docker/build-push-action"));
    values.put("attest", pins.of("actions/attest-build-provenance"));
    values.put("awsCredentials", pins.of("aws-actions/configure-aws-credentials"));
    values.put("googleAuth", pins.of("google-github-actions/auth"));
    values.put("gcloud", pins.of("google-github-actions/setup-gcloud"));
    values.put("flyctl", pins.of("superfly/flyctl-actions", "/setup-flyctl"));
    values.put("codeqlInit", pins.of("github/codeql-action", "/init"));
    values.put("codeqlAnalyze", pins.of("github/codeql-action", "/analyze"));
    values.put("sarif", pins.of("github/codeql-action", "/upload-sarif"));
    values.put("dependencyReview", pins.of("actions/dependency-review-action"));
    values.put("trivy", pins.of("aquasecurity/trivy-action"));
    values.put("ecosystems", ecosystems());
  }

  private List<String> ecosystems() {
    List<String> all = new java.util.ArrayList<>();
    all.add(commands().manager().equals("bun") ? "bun" : "npm");
    all.add("github-actions");
    if (profile.has(Topic.CONTAINER)) {
      all.add("docker");
    }
    if (profile.has(Topic.IAC, "terraform")) {
      all.add("terraform");
    }
    return all;
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
}

package dev.deployarchitect.build.generate;

import dev.deployarchitect.build.cost.PackageSizes;
import dev.deployarchitect.build.nextjs.NextSettings;
import dev.deployarchitect.content.Content;
import dev.deployarchitect.content.Template;
import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.delivery.Delivered;
import dev.deployarchitect.delivery.Figure;
import dev.deployarchitect.delivery.Recommendation;
import dev.deployarchitect.delivery.Surroundings;
import dev.deployarchitect.delivery.Verification;
import dev.deployarchitect.finding.Finding;
import dev.deployarchitect.finding.Reviewer;
import dev.deployarchitect.project.BuildInputs;
import dev.deployarchitect.project.Topic;
import dev.deployarchitect.project.stack.ListeningPort;
import dev.deployarchitect.project.stack.NodeFit;
import dev.deployarchitect.syntax.node.JsonReader;
import dev.deployarchitect.tool.Param;
import dev.deployarchitect.tool.Tool;
import dev.deployarchitect.tool.ToolContext;
import dev.deployarchitect.tool.ToolResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes the Dockerfile of a Node.js project, its ignore file and the Next.js setting it needs. */
public final class GenerateDockerfile {
  private static final String FOLDER = "tools/build/generate_dockerfile/templates/";

  /** Where nothing says it; told as an assumption. */
  private static final int UNTOLD_PORT = 3000;

  record Input(
      @Param("The port the application listens on; read from the project without it") Integer port,
      @Param(
              "The application to build: in a monorepo by its package's name or folder, else by the folder of its package.json")
          String app) {}

  private final Content content;
  private final Reviewer reviewer;
  private final Verification verification;

  public GenerateDockerfile(Content content, Reviewer reviewer, Verification verification) {
    this.content = content;
    this.reviewer = reviewer;
    this.verification = verification;
  }

  public Tool<?> tool() {
    return Tool.delivering("generate_dockerfile", "build", Input.class, this::call);
  }

  private ToolResult call(Input input, ToolContext context) {
    if (input.port() != null && (input.port() < 1 || input.port() > 65_535)) {
      return new ToolResult.Retry("port must be between 1 and 65535.");
    }
    String app = input.app() == null ? "" : input.app().strip();
    Optional<String> folder = NestedApplication.folder(context, app);
    if (folder.isPresent()) {
      return NestedApplication.in(
          folder.get(), context, inner -> call(new Input(input.port(), null), inner));
    }
    NodeFit fit = NodeFit.of(context.workspace(), context.profile(), false);
    boolean node = context.profile().has(Topic.LANGUAGE, "javascript");
    if (node && !fit.clear() && app.isEmpty()) {
      return new ToolResult.Refused(fit.refusal("generate_dockerfile"));
    }
    NodePlan.Result planned = NodePlan.of(context.workspace(), context.profile());
    if (planned instanceof NodePlan.Result.Impossible(String why)) {
      return new ToolResult.NothingFound(
          why + (fit.others().isEmpty() ? "" : " Seen: %s.".formatted(fit.said())));
    }
    if (planned instanceof NodePlan.Result.Planned && !app.isEmpty() && !root(app, context)) {
      return new ToolResult.Retry(NestedApplication.unknown(app, context));
    }
    Optional<Integer> port =
        Optional.ofNullable(input.port())
            .or(() ->
                ListeningPort.of(context.workspace(), context.profile())
                    .map(ListeningPort::number));
    return switch (planned) {
      case NodePlan.Result.Impossible(String why) -> new ToolResult.NothingFound(why);
      case NodePlan.Result.Planned(NodePlan plan) -> deliver(plan, port, context);
      case NodePlan.Result.Monorepo(String lockfile) ->
          monorepo(input, lockfile, port.orElse(UNTOLD_PORT), context);
    };
  }

  private static boolean root(String app, ToolContext context) {
    return app.equals(".")
        || app.equals("/")
        || app.equals(context.workspace().name())
        || context
            .workspace()
            .source("package.json")
            .map(JsonReader::read)
            .flatMap(json -> json.textAt("name"))
            .filter(app::equals)
            .isPresent();
  }

  private ToolResult monorepo(Input input, String lockfile, int port, ToolContext context) {
    String app = input.app() == null ? "" : input.app().strip();
    return switch (MonorepoPlan.of(context.workspace(), context.profile(), app, lockfile)) {
      case MonorepoPlan.Result.Impossible(String why) -> new ToolResult.NothingFound(why);
      case MonorepoPlan.Result.Planned(MonorepoPlan plan) ->
          new MonorepoDelivery(content, reviewer, verification).of(plan, port, context);
    };
  }

  private ToolResult deliver(NodePlan plan, Optional<Integer> told, ToolContext context) {
    int port = told.orElse(UNTOLD_PORT);
    List<String> existing = context.workspace().paths(reviewer::reads);
    List<Finding> before = reviewer.review(existing, context.workspace(), context.profile());
    List<String> answers = before.stream().map(f -> f.rule().id()).distinct().toList();
    List<Artifact> artifacts = new ArrayList<>();
    artifacts.add(
        new Artifact(
            "Dockerfile",
            Template.fill(content.text(FOLDER + "Dockerfile"), values(plan, port, context)),
            "builds the image in cached stages and runs it as an unprivileged user",
            answers));
    artifacts.add(
        new Artifact(
            ".dockerignore",
            IgnoreFile.of(content, context, ".dockerignore"),
            "keeps secrets, history and build output out of the context"));
    if (plan.next() && !plan.standalone()) {
      Optional<Artifact> config = StandaloneOutput.patch(context.workspace());
      config.ifPresent(artifacts::add);
    }
    NodePlan.imageScript(context.workspace(), context.profile())
        .flatMap(script -> SettingsPatches.imageScript(context.workspace(), script))
        .ifPresent(artifacts::add);
    artifacts.addAll(SettingsPatches.taskCaches(context.workspace()));
    artifacts.addAll(new ImageFiles(artifacts.getFirst(), plan.name(), port).of(content, context));
    List<Delivered> delivered =
        verification.verify(artifacts, Surroundings.of(context.workspace()));
    Recommendation recommendation =
        DockerfileAdvice.of(
            plan,
            port,
            artifacts,
            before,
            new NextSettings(content).worthTrying(context.workspace(), context.profile()),
            context
                .workspace()
                .source(plan.tools().lockfile())
                .flatMap(new PackageSizes(content)::figure),
            context);
    Recommendation assuming =
        told.isPresent()
            ? recommendation
            : recommendation.assuming(
                new Figure.Assumed(
                    "port of the application", String.valueOf(port), ListeningPort.assumed()));
    return ImageFiles.delivery(assuming, delivered);
  }

  /** Without a health route any answer but a server error counts: "/" may well be a 404. */
  static String healthy(ToolContext context) {
    return context.profile().has(Topic.HEALTH_ROUTE) ? "r.ok" : "r.status < 500";
  }

  private static Map<String, Object> values(NodePlan plan, int port, ToolContext context) {
    BuildInputs inputs = BuildInputs.of(context.workspace(), context.profile());
    Map<String, Object> values = new HashMap<>();
    values.put("name", plan.name());
    values.put("nodeImage", "node:" + plan.node() + "-alpine");
    values.put("migrations", plan.migrations());
    values.put("prisma", plan.prisma().used());
    values.put("openssl", plan.prisma().used());
    values.put("engines", plan.prisma().engines());
    values.put("generate", plan.prisma().used());
    values.put("generateEnvironment", plan.prisma().generateEnvironment());
    values.put("scripts", plan.migratingInstall().isEmpty());
    String system = plan.tools().system(plan.prisma().used());
    values.put("system", system.isEmpty() ? false : system);
    values.put("copies", plan.inputs().copies());
    values.put(
        "environment", plan.tools().environment().isEmpty() ? false : plan.tools().environment());
    String schemaFolder = plan.prisma().schemaFolder();
    values.put("schemaFolder", schemaFolder);
    values.put("schemaFlag", schemaFolder.equals("prisma") ? false : schemaFolder);
    values.put("cache", plan.tools().cache());
    values.put("install", plan.install());
    values.put("run", plan.tools().run());
    values.put("checked", inputs.check().isPresent());
    values.put("next", plan.next());
    values.put("build", plan.build());
    values.put("prune", plan.tools().prune());
    values.put("public", plan.publicFolder());
    values.put("built", !plan.start().output().isEmpty());
    values.put("output", plan.start().output());
    values.put("entry", plan.start().entry());
    values.put("builds", plan.next() || plan.prisma().used() || !plan.start().output().isEmpty());
    // The generated client lies in node_modules, where the build stage put it.
    values.put("prunedFrom", plan.prisma().used() ? "build" : "deps");
    values.put("sentry", inputs.sourceMaps());
    values.put("registryToken", inputs.registryToken());
    values.put("forBrowsers", !inputs.browserSettings().isEmpty());
    values.put("browserArguments", BrowserArguments.of(inputs));
    values.put("health", plan.health());
    values.put("healthy", healthy(context));
    values.put("port", port);
    return values;
  }
}

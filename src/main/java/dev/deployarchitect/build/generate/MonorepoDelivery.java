package dev.deployarchitect.build.generate;

import dev.deployarchitect.build.cost.PackageSizes;
import dev.deployarchitect.build.nextjs.NextSettings;
import dev.deployarchitect.content.Content;
import dev.deployarchitect.content.Template;
import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.delivery.Delivered;
import dev.deployarchitect.delivery.Recommendation;
import dev.deployarchitect.delivery.Surroundings;
import dev.deployarchitect.delivery.Verification;
import dev.deployarchitect.finding.Finding;
import dev.deployarchitect.finding.Reviewer;
import dev.deployarchitect.project.BuildInputs;
import dev.deployarchitect.project.Fact;
import dev.deployarchitect.project.Topic;
import dev.deployarchitect.tool.ToolContext;
import dev.deployarchitect.tool.ToolResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The image of one application of a monorepo, with its ignore file and setting. */
record MonorepoDelivery(Content content, Reviewer reviewer, Verification verification) {
  private static final String FOLDER = "tools/build/generate_dockerfile/templates/";

  ToolResult of(MonorepoPlan plan, int port, ToolContext context) {
    List<String> existing =
        context.workspace().paths(p -> reviewer.reads(p) && p.startsWith(plan.folder() + "/"));
    List<Finding> before = reviewer.review(existing, context.workspace(), context.profile());
    String path = plan.folder() + "/Dockerfile";
    List<Artifact> artifacts = new ArrayList<>();
    artifacts.add(
        new Artifact(
            path,
            Template.fill(
                content.text(FOLDER + plan.builder().template(plan.tools())),
                values(plan, port, context)),
            "builds %s from the root of the monorepo and runs it as an unprivileged user"
                .formatted(plan.app().name()),
            before.stream().map(f -> f.rule().id()).distinct().toList()));
    artifacts.add(
        new Artifact(
            path + ".dockerignore",
            IgnoreFile.of(content, context, path + ".dockerignore"),
            "keeps secrets, history and build output out of this image's context"));
    if (!plan.standalone()) {
      StandaloneOutput.patch(context.workspace(), plan.folder()).ifPresent(artifacts::add);
    }
    artifacts.addAll(SettingsPatches.taskCaches(context.workspace()));
    artifacts.addAll(new ImageFiles(artifacts.getFirst(), plan.image(), port).of(content, context));
    List<Delivered> delivered =
        verification.verify(artifacts, Surroundings.of(context.workspace()));
    Recommendation recommendation =
        DockerfileAdvice.of(
            guide(plan, port, context),
            artifacts,
            existing.contains(path) ? path : existing.stream().findFirst().orElse(path),
            before,
            context
                .workspace()
                .source(plan.tools().lockfile())
                .flatMap(new PackageSizes(content)::figure),
            context);
    return ImageFiles.delivery(recommendation, delivered);
  }

  private List<String> guide(MonorepoPlan plan, int port, ToolContext context) {
    List<String> guide = new ArrayList<>();
    guide.add("Put the files into the repository (the patch applies with 'git apply').");
    guide.add(
        "Build it from the root: docker build -f %s/Dockerfile -t %s ."
            .formatted(plan.folder(), plan.image()));
    guide.add(
        "Run it: docker run --rm -p %d:%d --env-file .env %s, and open the page."
            .formatted(port, port, plan.image()));
    NodePlan.migratingInstall(context.profile())
        .ifPresent(script ->
            guide.add(
                "Installing packages runs '%s', which changes a database; the image installs without"
                        .formatted(script.detail())
                    + " it. Move the migration into the release."));
    if (migrates(plan, context)) {
      guide.add(DockerfileAdvice.MIGRATE);
    }
    guide.add(
        "Change one source file and build again: the install step must say CACHED, because the"
            + " manifests stay the same.");
    guide.addAll(new NextSettings(content).worthTrying(context.workspace(), context.profile()));
    return guide;
  }

  private static boolean migrates(MonorepoPlan plan, ToolContext context) {
    return !plan.schemaFolder().isEmpty() && context.profile().has(Topic.MIGRATIONS, "prisma");
  }

  private static Map<String, Object> values(MonorepoPlan plan, int port, ToolContext context) {
    Optional<Fact> migrating = NodePlan.migratingInstall(context.profile());
    boolean generates = plan.prisma().used() && !plan.schemaFolder().isEmpty();
    BuildInputs inputs = BuildInputs.of(context.workspace(), context.profile());
    Map<String, Object> values = new HashMap<>();
    values.put("app", plan.app().name());
    values.put("folder", plan.folder());
    values.put("name", plan.image());
    values.put("nodeImage", "node:" + plan.node() + "-alpine");
    values.put(
        "turbo",
        plan.builder() instanceof MonorepoBuilder.Turborepo(String version) ? version : "");
    values.put("remoteCache", plan.builder() instanceof MonorepoBuilder.Turborepo);
    values.put("nx", plan.builder() instanceof MonorepoBuilder.Nx);
    values.put("taskCache", orFalse(plan.builder().cache()));
    values.put("build", plan.builder().build(plan.app(), plan.tools()));
    values.put("environment", orFalse(plan.tools().environment()));
    values.put("copies", plan.inputs().copies());
    values.put("packages", orFalse(manifests(context)));
    values.put("lockfile", plan.tools().lockfile());
    String system = plan.tools().system(plan.prisma().used());
    values.put("system", orFalse(system));
    values.put("cache", plan.tools().cache());
    values.put("scripts", migrating.isEmpty());
    values.put(
        "install",
        migrating
            .map(script -> NodePlan.installWithout(script.name(), plan.tools()))
            .orElse(plan.tools().install()));
    values.put("openssl", plan.prisma().used());
    values.put("engines", plan.prisma().engines());
    values.put("generate", generates);
    values.put("generateEnvironment", plan.prisma().generateEnvironment());
    values.put("generateRun", plan.tools().runIn(plan.schemaFolder()));
    values.put("migrations", migrates(plan, context));
    values.put("schemaPackage", plan.schemaFolder());
    values.put("public", plan.publicFolder());
    values.put("sentry", inputs.sourceMaps());
    values.put("registryToken", inputs.registryToken());
    values.put("forBrowsers", !inputs.browserSettings().isEmpty());
    values.put("browserArguments", BrowserArguments.of(inputs));
    values.put("health", plan.health());
    values.put(
        "healthy",
        plan.health().equals("/") ? "r.status < 500" : GenerateDockerfile.healthy(context));
    values.put("checked", inputs.check().isPresent());
    values.put("port", port);
    return values;
  }

  /** The manifests of all packages: an install with a frozen lockfile looks for each. */
  private static String manifests(ToolContext context) {
    return context
        .profile()
        .about(Topic.PACKAGE)
        .map(Fact::detail)
        .filter(folder -> !folder.isEmpty() && !folder.contains(" "))
        .map(folder -> folder + "/package.json")
        .distinct()
        .sorted()
        .collect(Collectors.joining(" "));
  }

  private static Object orFalse(String text) {
    return text.isEmpty() ? false : text;
  }
}

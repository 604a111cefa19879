package dev.deployarchitect.build.generate;

import dev.deployarchitect.build.cost.ContextSize;
import dev.deployarchitect.build.cost.Edit;
import dev.deployarchitect.build.cost.Reruns;
import dev.deployarchitect.build.dockerfile.DockerIgnore;
import dev.deployarchitect.build.dockerfile.Dockerfile;
import dev.deployarchitect.build.dockerfile.DockerfileReader;
import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.delivery.Figure;
import dev.deployarchitect.delivery.Recommendation.Part;
import dev.deployarchitect.delivery.Recommendation;
import dev.deployarchitect.finding.Finding;
import dev.deployarchitect.project.BuildInputs;
import dev.deployarchitect.project.Paths;
import dev.deployarchitect.text.Source;
import dev.deployarchitect.text.Span;
import dev.deployarchitect.tool.ToolContext;
import dev.deployarchitect.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The six parts that go with a generated Dockerfile. */
final class DockerfileAdvice {
  /** Said of every image with a target that migrates. */
  static final String MIGRATE =
      "Take migrations out of every start and build command; run the 'migrate' target"
          + " once per release, before the rollout.";

  private DockerfileAdvice() {}

  static Recommendation of(
      NodePlan plan,
      int port,
      List<Artifact> artifacts,
      List<Finding> before,
      List<String> worthTrying,
      Optional<Figure> packages,
      ToolContext context) {
    List<String> guide = guide(plan, port);
    guide.addAll(worthTrying);
    return of(guide, artifacts, "Dockerfile", before, packages, context);
  }

  /** What a person gives the build, for each argument and secret that the file takes. */
  private static List<String> given(String dockerfile, ToolContext context) {
    List<String> guide = new ArrayList<>();
    BuildInputs inputs = BuildInputs.of(context.workspace(), context.profile());
    if (!inputs.browserSettings().isEmpty()) {
      guide.add(
          "Next.js writes %s into what browsers load while it builds: give those that production has by '--build-arg NAME' (Docker takes the value from the environment; 'docker compose' and 'docker buildx bake' do so by themselves). An image serves one environment."
              .formatted(inputs.told()));
    }
    if (dockerfile.contains("id=env,")) {
      inputs.check().ifPresent(check -> guide.add(checked(check)));
    }
    if (dockerfile.contains("id=npmrc,")) {
      guide.add(
          ".npmrc carries a registry's token, so it is mounted for the install and copied nowhere:"
              + " build with '--secret id=npmrc,src=.npmrc'.");
    }
    if (dockerfile.contains("id=turbo_token,")) {
      guide.add(
          "To share Turborepo's cache between builders, build with '--secret"
              + " id=turbo_token,env=TURBO_TOKEN --build-arg TURBO_TEAM=<team>' (turborepo.dev,"
              + " \"Remote Caching\"); without them it stays on the builder.");
    }
    if (dockerfile.contains("id=sentry_auth_token,")) {
      guide.add(
          "Sentry uploads source maps while Next.js builds; its token is mounted for that step alone:"
              + " build with '--secret id=sentry_auth_token,env=SENTRY_AUTH_TOKEN'. Without it the"
              + " build goes on and uploads nothing.");
    }
    return guide;
  }

  private static String checked(Span check) {
    return ("The build checks its environment (%s). Write placeholders of the same form into a file"
            + " .env.build and build with '--secret id=env,src=.env.build': the file is there during"
            + " the build step and in no layer. Real values are given when the container runs.")
        .formatted(check.place());
  }

  private static Part cost(String dockerfile, Optional<Figure> packages) {
    List<String> sentences = new ArrayList<>();
    sentences.add(
        "Costs: none beyond the builder's disk; the cache mounts live in BuildKit's own"
            + " storage and are lost when the builder is.");
    if (dockerfile.contains(" AS migrate\n")) {
      sentences.add(
          "Trade-off: the migrate target is a second image to push (it shares all layers of"
              + " 'deps' with the build).");
    }
    List<Figure> figures = new ArrayList<>();
    if (dockerfile.contains(".next/standalone")) {
      figures.add(
          new Figure.Cited(
              "image with all of node_modules against standalone output",
              "1.3 to 2.7 GB against about 0.7 GB",
              "three public reports on Next.js with Prisma; measure yours with 'docker images'"));
      sentences.add("Of node_modules the image holds only what Next.js traces.");
    }
    packages.ifPresent(figures::add);
    return new Part.Says(List.copyOf(sentences), List.copyOf(figures));
  }

  /**
   * The parts for any image.
   *
   * @param present path of the Dockerfile that is replaced, whether there is one or not
   */
  static Recommendation of(
      List<String> guide,
      List<Artifact> artifacts,
      String present,
      List<Finding> before,
      Optional<Figure> packages,
      ToolContext context) {
    Artifact proposal = artifacts.getFirst();
    List<String> steps = new ArrayList<>(guide);
    steps.addAll(2, given(proposal.content(), context));
    context
        .workspace()
        .source(present)
        .map(DockerfileReader::read)
        .flatMap(old ->
            LeftBehind.sentence(
                old, DockerfileReader.read(new Source(proposal.path(), proposal.content()))))
        .ifPresent(sentence -> steps.add(1, sentence));
    List<String> files = artifacts.stream().map(Artifact::path).toList();
    return new Recommendation(
        "Build the image in cached stages",
        before.isEmpty()
            ? "The project gets an image whose dependencies are rebuilt only when the lockfile"
                + " changes."
            : "The present Dockerfile has %d findings; this one answers them."
                .formatted(before.size()),
        files,
        List.copyOf(steps),
        cost(proposal.content(), packages),
        benchmark(artifacts, present, context),
        Part.says(
            List.of(
                "Rollback: deploy the former image tag again; the Dockerfile changes no data.",
                "Keep the former Dockerfile in git: 'git revert' of this change restores it.")),
        Part.says(
            List.of(
                "Watch the build step's duration in CI: alert when the median of the last 20 runs"
                    + " doubles, which is a lost cache.",
                "Watch container restarts: the HEALTHCHECK restarts a hung process on Docker,"
                    + " Compose and ECS."),
            new Figure.Assumed(
                "alert threshold for build time",
                "2 times the median",
                "a lost dependency cache at least doubles a build; set it from your own runs")));
  }

  private static List<String> guide(NodePlan plan, int port) {
    List<String> guide = new ArrayList<>();
    guide.add("Put the files into the repository (the patch applies with 'git apply').");
    guide.add("Build it: docker build -t %s .".formatted(plan.name()));
    guide.add(
        "Run it: docker run --rm -p %d:%d --env-file .env %s, and open the page."
            .formatted(port, port, plan.name()));
    if (plan.build().endsWith(SettingsPatches.IMAGE_SCRIPT)) {
      guide.add(
          "The build script '%s' also touches a database. The image runs '%s', which the patch adds"
                  .formatted(plan.leftOut(), plan.build())
              + " to package.json: the same without those commands.");
    } else if (!plan.leftOut().isEmpty()) {
      guide.add(
          "The build script '%s' also touches a database, so the image runs '%s' alone. Move what"
                  .formatted(plan.leftOut(), plan.build())
              + " else it does into a script without the database, and build with that.");
    }
    if (!plan.migratingInstall().isEmpty()) {
      guide.add(
          "Installing packages runs '%s', which changes a database from every build and every"
                  .formatted(plan.migratingInstall())
              + " developer's 'npm install'. The image installs without that script;"
              + " move the migration into the release.");
    }
    if (plan.migrations()) {
      guide.add(MIGRATE);
    }
    guide.add("Change one source file and build again: the install step must say CACHED.");
    return guide;
  }

  private static Part benchmark(List<Artifact> artifacts, String present, ToolContext context) {
    Workspace workspace = context.workspace();
    Artifact proposal = artifacts.getFirst();
    Dockerfile after = DockerfileReader.read(new Source(proposal.path(), proposal.content()));
    Optional<DockerIgnore> ignoreAfter =
        artifacts.stream()
            .filter(a -> a.path().endsWith(".dockerignore"))
            .findFirst()
            .map(a -> DockerIgnore.read(a.content()));
    Optional<Dockerfile> before = workspace.source(present).map(DockerfileReader::read);
    Optional<DockerIgnore> ignoreBefore =
        workspace.source(".dockerignore").map(s -> DockerIgnore.read(s.text()));
    List<Figure> figures = new ArrayList<>();
    for (Edit edit : Edit.of(workspace, context.profile(), Paths.folder(proposal.path()))) {
      String label = "steps that rerun after %s (%s)".formatted(edit.label(), edit.path());
      before.ifPresent(file ->
          figures.add(
              new Figure.Measured(
                  label + ", today",
                  Reruns.of(file, edit.path(), ignoreBefore).summary(),
                  "counted in the present Dockerfile's instructions")));
      figures.add(
          new Figure.Measured(
              label + ", proposed",
              Reruns.of(after, edit.path(), ignoreAfter).summary(),
              "counted in the proposed Dockerfile's instructions"));
    }
    figures.add(ContextSize.figure("today", workspace, ignoreBefore));
    figures.add(ContextSize.figure("proposed", workspace, ignoreAfter));
    return new Part.Says(
        List.of(
            "Measure it: time 'docker build .' after a source edit, before and after this"
                + " change; no builder ran here, so seconds are not claimed."),
        List.copyOf(figures));
  }
}

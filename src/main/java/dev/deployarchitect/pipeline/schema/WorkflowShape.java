package dev.deployarchitect.pipeline.schema;

import static dev.deployarchitect.pipeline.schema.Shapes.keys;
import static dev.deployarchitect.pipeline.schema.Shapes.mappingOr;
import static dev.deployarchitect.pipeline.schema.Shapes.with;

import dev.deployarchitect.syntax.node.Node;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The shape of a workflow file (docs.github.com, "Workflow syntax for GitHub Actions"). */
public final class WorkflowShape {
  private static final Shape TEXT = new Shape.Text(false);
  private static final Shape MAYBE = new Shape.Text(true);
  private static final Shape FLAG = new Shape.Flag();
  private static final Shape ANYTHING = new Shape.Anything();
  private static final Shape NAMES = new Shape.Items(TEXT, true, false);
  private static final Shape TEXTS = new Shape.Items(TEXT, false, false);
  private static final Shape ENV = new Shape.Named(MAYBE, true);
  private static final Shape MINUTES = new Shape.Amount(false);
  private static final Shape DEFAULTS =
      keys(
          "defaults",
          Map.of("run", keys("defaults.run", Map.of("shell", TEXT, "working-directory", TEXT))),
          "");
  private static final Shape CONCURRENCY =
      mappingOr(
          TEXT,
          keys(
              "concurrency",
              Map.of(
                  "group", TEXT,
                  "cancel-in-progress", FLAG,
                  "queue", new Shape.OneOf(Set.of("single", "max"))),
              "group"));
  private static final Shape CREDENTIALS =
      keys("credentials", Map.of("username", TEXT, "password", TEXT), "username", "password");
  private static final Map<String, Shape> CONTAINER =
      Map.of(
          "image", TEXT,
          "credentials", CREDENTIALS,
          "env", ENV,
          "ports", TEXTS,
          "volumes", TEXTS,
          "options", TEXT);
  private static final Shape SERVICE =
      keys("a service", with(CONTAINER, Map.of("command", TEXT, "entrypoint", TEXT)), "image");
  private static final Shape RUNS_ON =
      mappingOr(NAMES, keys("runs-on", Map.of("group", TEXT, "labels", NAMES)));
  private static final Map<String, Shape> STEP =
      Map.of(
          "id", TEXT,
          "if", ANYTHING,
          "name", TEXT,
          "env", ENV,
          "continue-on-error", FLAG,
          "timeout-minutes", MINUTES);
  private static final Shape RUN_STEP =
      keys(
          "a step that runs a script",
          with(STEP, Map.of("run", TEXT, "shell", TEXT, "working-directory", TEXT)));
  private static final Shape USES_STEP =
      keys(
          "a step that uses an action",
          with(STEP, Map.of("uses", TEXT, "with", new Shape.Named(MAYBE, false))));
  private static final Shape ANY_STEP =
      new Shape.Choice(node -> node.at("uses").isPresent() ? USES_STEP : RUN_STEP);
  private static final Shape STRATEGY =
      keys(
          "strategy",
          Map.of(
              "matrix", new Shape.Named(ANYTHING, false),
              "fail-fast", FLAG,
              "max-parallel", new Shape.Amount(true)));
  private static final Map<String, Shape> ANY_JOB =
      Map.of(
          "name", TEXT,
          "needs", NAMES,
          "if", ANYTHING,
          "permissions", ANYTHING,
          "strategy", STRATEGY,
          "concurrency", CONCURRENCY);
  private static final Shape CALL =
      keys(
          "a job that calls a workflow",
          with(
              ANY_JOB,
              Map.of(
                  "uses",
                  TEXT,
                  "with",
                  new Shape.Named(ANYTHING, false),
                  "secrets",
                  mappingOr(TEXT, new Shape.Named(TEXT, false)))));
  private static final Shape JOB =
      keys(
          "a job",
          with(
              ANY_JOB,
              with(
                  Map.of(
                      "runs-on",
                      RUNS_ON,
                      "environment",
                      mappingOr(
                          TEXT,
                          keys(
                              "environment",
                              Map.of("name", TEXT, "url", TEXT, "deployment", FLAG),
                              "name")),
                      "outputs",
                      new Shape.Named(MAYBE, false),
                      "env",
                      ENV,
                      "defaults",
                      DEFAULTS,
                      "steps",
                      new Shape.Items(ANY_STEP, false, false)),
                  Map.of(
                      "timeout-minutes",
                      MINUTES,
                      "continue-on-error",
                      FLAG,
                      "container",
                      mappingOr(TEXT, keys("container", CONTAINER, "image")),
                      "services",
                      new Shape.Named(SERVICE, false),
                      "snapshot",
                      mappingOr(
                          TEXT,
                          keys(
                              "snapshot",
                              Map.of("image-name", TEXT, "version", TEXT, "if", ANYTHING),
                              "image-name"))))),
          "steps");
  private static final Shape ANY_JOB_SHAPE =
      new Shape.Choice(node -> node.at("uses").isPresent() ? CALL : JOB);
  private static final Shape WORKFLOW =
      keys(
          "a workflow",
          Map.of(
              "name", TEXT,
              "run-name", TEXT,
              "on", ANYTHING,
              "permissions", ANYTHING,
              "env", ENV,
              "defaults", DEFAULTS,
              "concurrency", CONCURRENCY,
              "jobs", new Shape.Named(ANY_JOB_SHAPE, false)));

  private WorkflowShape() {}

  /** The faults of a whole workflow file, in the order of the file's parts. */
  public static List<ShapeChecker.Fault> faults(Node root) {
    return ShapeChecker.check(root, WORKFLOW, "a workflow");
  }
}

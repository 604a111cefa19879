package dev.deployarchitect.pipeline.schema;

import static dev.deployarchitect.pipeline.schema.Shapes.ANYTHING;
import static dev.deployarchitect.pipeline.schema.Shapes.FLAG;
import static dev.deployarchitect.pipeline.schema.Shapes.MAYBE;
import static dev.deployarchitect.pipeline.schema.Shapes.TEXT;
import static dev.deployarchitect.pipeline.schema.Shapes.keys;
import static dev.deployarchitect.pipeline.schema.Shapes.with;

import dev.deployarchitect.syntax.node.Node;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The shape of an {@code action.yml} (docs.github.com, "Metadata syntax for GitHub Actions"). The
 * documentation also requires name and description; the runner takes actions without them.
 */
public final class ActionShape {
  private static final Map<String, Shape> STEP =
      Map.of(
          "id", TEXT,
          "if", ANYTHING,
          "name", TEXT,
          "env", new Shape.Named(MAYBE, true),
          "continue-on-error", FLAG);
  private static final Shape RUN =
      keys(
          "a step of a composite action",
          with(STEP, Map.of("run", TEXT, "shell", TEXT, "working-directory", TEXT)),
          "run",
          "shell");
  private static final Shape USES =
      keys(
          "a step that uses an action",
          with(STEP, Map.of("uses", TEXT, "with", new Shape.Named(MAYBE, false))));
  private static final Shape COMPOSITE =
      keys(
          "a composite action",
          Map.of(
              "using",
              TEXT,
              "steps",
              new Shape.Items(
                  new Shape.Choice(node -> node.at("uses").isPresent() ? USES : RUN),
                  false,
                  false)),
          "steps");
  private static final Shape DOCKER =
      keys(
          "an action in a container",
          Map.of(
              "using", TEXT,
              "image", TEXT,
              "env", new Shape.Named(MAYBE, true),
              "entrypoint", TEXT,
              "pre-entrypoint", TEXT,
              "post-entrypoint", TEXT,
              "pre-if", ANYTHING,
              "post-if", ANYTHING,
              "args", new Shape.Items(MAYBE, false, false)),
          "image");
  private static final Shape SCRIPT =
      keys(
          "a JavaScript action",
          Map.of(
              "using", new Shape.OneOf(Set.of("node20", "node24")),
              "main", TEXT,
              "pre", TEXT,
              "post", TEXT,
              "pre-if", ANYTHING,
              "post-if", ANYTHING),
          "using",
          "main");
  private static final Shape INPUT =
      keys(
          "an input",
          Map.of(
              "description",
              MAYBE,
              "required",
              FLAG,
              "default",
              MAYBE,
              "deprecationMessage",
              TEXT));
  private static final Shape ACTION =
      keys(
          "an action",
          Map.of(
              "name",
              TEXT,
              "author",
              TEXT,
              "description",
              TEXT,
              "inputs",
              new Shape.Named(INPUT, true),
              "outputs",
              new Shape.Named(
                  keys("an output", Map.of("description", MAYBE, "value", MAYBE)), true),
              "runs",
              new Shape.Choice(node ->
                  switch (node.textAt("using").orElse("")) {
                    case "composite" -> COMPOSITE;
                    case "docker" -> DOCKER;
                    default -> SCRIPT;
                  }),
              "branding",
              keys("branding", Map.of("icon", TEXT, "color", TEXT))),
          "runs");

  private ActionShape() {}

  /** The faults of a whole metadata file, in the order of the file's parts. */
  public static List<ShapeChecker.Fault> faults(Node root) {
    return ShapeChecker.check(root, ACTION, "an action");
  }
}

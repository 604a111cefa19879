package dev.deployarchitect.infrastructure;

import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.delivery.Evidence;
import dev.deployarchitect.delivery.OutsideCheck;
import dev.deployarchitect.syntax.node.JsonReader;
import dev.deployarchitect.syntax.node.Node;
import dev.deployarchitect.text.Source;
import java.util.List;
import java.util.stream.Collectors;

/** {@code terraform validate}: what the providers themselves say of a folder. */
final class TerraformValidate {
  static final OutsideCheck CHECK =
      new OutsideCheck(
          "terraform",
          List.of("version"),
          List.of("validate"),
          e -> e == 0,
          "Terraform by the providers themselves");

  private final TerraformRun terraform;

  TerraformValidate(TerraformRun terraform) {
    this.terraform = terraform;
  }

  /** One run for a folder with what lies below it; {@code first} is the file that bears it. */
  Evidence run(Artifact first, String folder, List<Artifact> together) {
    return terraform.run(
        CHECK,
        List.of("validate", "-json"),
        first,
        TerraformRun.files(folder, together),
        // Only validate answers in JSON.
        output -> output.strip().startsWith("{"),
        TerraformValidate::diagnostics);
  }

  /** {@code file:line summary: detail}, a line each. */
  private static String diagnostics(String json) {
    return JsonReader.read(new Source("validate.json", json))
        .at("diagnostics")
        .filter(Node.Sequence.class::isInstance)
        .map(list ->
            ((Node.Sequence) list)
                .items().stream()
                    .map(d ->
                        "%s:%s %s: %s"
                            .formatted(
                                d.textAt("range", "filename").orElse(""),
                                d.textAt("range", "start", "line").orElse(""),
                                d.textAt("summary").orElse(""),
                                d.textAt("detail").orElse("")))
                    .collect(Collectors.joining("\n")))
        .orElse("");
  }
}

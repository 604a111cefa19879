package dev.deployarchitect.infrastructure;

import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.delivery.Evidence;
import dev.deployarchitect.delivery.OutsideCheck;
import dev.deployarchitect.delivery.OutsideTool;
import dev.deployarchitect.syntax.node.JsonReader;
import dev.deployarchitect.syntax.node.Node;
import dev.deployarchitect.text.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * {@code terraform validate} with the providers of a local mirror and without network: modules that
 * would be downloaded are not run.
 */
final class TerraformValidate {
  static final OutsideCheck CHECK =
      new OutsideCheck(
          "terraform",
          List.of("version"),
          List.of("validate"),
          e -> e == 0,
          "Terraform by the providers themselves");

  private static final Pattern REMOTE_MODULE =
      Pattern.compile("(?m)^\\s*source\\s*=\\s*\"(?!\\.{1,2}/|[\\w.-]+/[\\w-]+\")([^\"]+)\"");

  private final OutsideTool tools;
  private final List<Path> mirrors;

  /**
   * A check.
   *
   * @param mirrors folders that may hold providers as {@code HOST/NAMESPACE/TYPE/…}
   */
  TerraformValidate(OutsideTool tools, List<Path> mirrors) {
    this.tools = tools;
    this.mirrors = mirrors;
  }

  /** One run for a folder with what lies below it; {@code first} is the file that bears it. */
  Evidence run(Artifact first, String folder, List<Artifact> together) {
    Optional<Path> program = tools.find(CHECK.program());
    if (program.isEmpty()) {
      return CHECK.run(first, tools);
    }
    Optional<Path> mirror = mirrors.stream().filter(Files::isDirectory).findFirst();
    if (mirror.isEmpty()) {
      return new Evidence.NotRun(
          CHECK.label(),
          "it needs the providers, which terraform init downloads; run both in the folder, or name"
              + " a local mirror by ARCHITECT_TERRAFORM_PLUGINS");
    }
    String prefix = folder.isEmpty() ? "" : folder + "/";
    Map<String, String> files = new TreeMap<>();
    together.stream()
        .filter(a -> a.path().startsWith(prefix) && a.path().endsWith(".tf"))
        .forEach(a -> files.put(a.path().substring(prefix.length()), a.content()));
    if (files.values().stream()
        .anyMatch(t -> t.contains("module ") && REMOTE_MODULE.matcher(t).find())) {
      return new Evidence.NotRun(CHECK.label(), "it would download modules");
    }
    try {
      String version = CHECK.version(tools).orElse("unknown version");
      OutsideTool.Run run =
          tools.runAll(
              program.get(),
              List.of(
                  List.of(
                      "init",
                      "-backend=false",
                      "-input=false",
                      "-no-color",
                      "-plugin-dir=" + mirror.get()),
                  List.of("validate", "-json")),
              files);
      // Only validate answers in JSON.
      if (run.exit() != 0 && !run.output().strip().startsWith("{")) {
        return new Evidence.NotRun(
            CHECK.label(), "terraform init finds no fitting provider in " + mirror.get());
      }
      String said = diagnostics(run.output());
      return run.exit() == 0
          ? new Evidence.Passed(CHECK.label(), version, first.sha256(), run.took(), said)
          : new Evidence.Failed(CHECK.label(), version, first.sha256(), run.took(), said);
    } catch (IOException e) {
      return new Evidence.NotRun(CHECK.label(), "terraform " + e.getMessage());
    }
  }

  /** {@code file:line summary: detail}, a line each, as validate -json gives them. */
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

package dev.deployarchitect.infrastructure;

import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.delivery.Evidence;
import dev.deployarchitect.delivery.OutsideCheck;
import dev.deployarchitect.delivery.OutsideTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * One command of terraform after an init that takes its providers from a local mirror: nothing is
 * downloaded, and modules that would be are not run.
 */
final class TerraformRun {
  private static final Pattern REMOTE_MODULE =
      Pattern.compile("(?m)^\\h*+source\\s*=\\s*\"(?!\\.{1,2}/|[\\w.-]+/[\\w-]+\")([^\"]+)\"");

  /** A large provider starts anew for each run of a test; that of aws takes seconds. */
  private static final Duration LIMIT = Duration.ofSeconds(90);

  private final OutsideTool tools;
  private final List<Path> mirrors;

  /**
   * A run.
   *
   * @param mirrors folders that may hold providers as {@code HOST/NAMESPACE/TYPE/…}
   */
  TerraformRun(OutsideTool tools, List<Path> mirrors) {
    this.tools = tools.within(LIMIT);
    this.mirrors = mirrors;
  }

  /** The files of a folder and below, by their names in it. */
  static Map<String, String> files(String folder, List<Artifact> together) {
    String prefix = folder.isEmpty() ? "" : folder + "/";
    Map<String, String> files = new TreeMap<>();
    together.stream()
        .filter(a -> a.path().startsWith(prefix) && a.path().matches(".*\\.(tf|tftest\\.hcl)"))
        .forEach(a -> files.put(a.path().substring(prefix.length()), a.content()));
    return files;
  }

  /**
   * Runs a command.
   *
   * @param check what the evidence is called
   * @param reached whether an output is the command's own, and not of an init that failed
   * @param said what of the output the evidence quotes
   */
  Evidence run(
      OutsideCheck check,
      List<String> command,
      Artifact on,
      Map<String, String> files,
      Predicate<String> reached,
      Function<String, String> said) {
    Optional<Path> program = tools.find(check.program());
    if (program.isEmpty()) {
      return check.run(on, tools);
    }
    Optional<Path> mirror = mirrors.stream().filter(Files::isDirectory).findFirst();
    if (mirror.isEmpty()) {
      return new Evidence.NotRun(
          check.label(),
          "it needs the providers, which terraform init downloads; run both in the folder, or name"
              + " a local mirror by ARCHITECT_TERRAFORM_PLUGINS");
    }
    if (files.values().stream()
        .anyMatch(t -> t.contains("module") && REMOTE_MODULE.matcher(t).find())) {
      return new Evidence.NotRun(check.label(), "it would download modules");
    }
    List<String> init =
        List.of(
            "init", "-backend=false", "-input=false", "-no-color", "-plugin-dir=" + mirror.get());
    try {
      String version = check.version(tools).orElse("unknown version");
      OutsideTool.Run run = tools.runAll(program.get(), List.of(init, command), files);
      if (run.exit() != 0 && !reached.test(run.output())) {
        return new Evidence.NotRun(
            check.label(), "terraform init finds no fitting provider in " + mirror.get());
      }
      return check.verdict(on, version, run, said.apply(run.output()));
    } catch (IOException e) {
      return new Evidence.NotRun(check.label(), "terraform " + e.getMessage());
    }
  }
}

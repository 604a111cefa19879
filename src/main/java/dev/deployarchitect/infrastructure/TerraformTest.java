package dev.deployarchitect.infrastructure;

import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.delivery.Evidence;
import dev.deployarchitect.delivery.OutsideCheck;
import dev.deployarchitect.delivery.OutsideTool;
import dev.deployarchitect.project.Paths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * {@code terraform test} on files whose providers are mocked. What could run a command or reach a
 * real account is not run.
 */
final class TerraformTest {
  static final OutsideCheck CHECK =
      new OutsideCheck(
          "terraform",
          List.of("version"),
          List.of("test"),
          e -> e == 0,
          "what must hold, by Terraform's own tests");

  private static final Pattern COMMANDS =
      Pattern.compile("\\bprovisioner\\b|\"external\"|\"http\"|\\bcommand\\s*=\\s*apply\\b");

  private final OutsideTool tools;
  private final List<Path> mirrors;

  TerraformTest(OutsideTool tools, List<Path> mirrors) {
    this.tools = tools;
    this.mirrors = mirrors;
  }

  /** Runs the tests of the folder above {@code tests/}. */
  Evidence run(Artifact test, List<Artifact> together) {
    Optional<Path> program = tools.find(CHECK.program());
    if (program.isEmpty()) {
      return CHECK.run(test, tools);
    }
    Optional<Path> mirror = mirrors.stream().filter(Files::isDirectory).findFirst();
    if (mirror.isEmpty()) {
      return new Evidence.NotRun(
          CHECK.label(),
          "it needs the providers, which terraform init downloads; run both in the folder");
    }
    String folder = Paths.folder(test.path());
    String root = Paths.name(folder).equals("tests") ? Paths.folder(folder) : folder;
    String prefix = root.isEmpty() ? "" : root + "/";
    Map<String, String> files = new TreeMap<>();
    together.stream()
        .filter(a -> a.path().startsWith(prefix) && a.path().matches(".*\\.(tf|tftest\\.hcl)"))
        .forEach(a -> files.put(a.path().substring(prefix.length()), a.content()));
    boolean commands = files.values().stream().anyMatch(t -> COMMANDS.matcher(t).find());
    if (commands || !test.content().contains("mock_provider")) {
      return new Evidence.NotRun(
          CHECK.label(), "it would run commands or reach an account: the providers are not mocked");
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
                  List.of("test", "-no-color")),
              files);
      // init has not come to the tests when none of them is named.
      if (run.exit() != 0 && !run.output().contains("tftest.hcl...")) {
        return new Evidence.NotRun(
            CHECK.label(), "terraform init finds no fitting provider in " + mirror.get());
      }
      return run.exit() == 0
          ? new Evidence.Passed(CHECK.label(), version, test.sha256(), run.took(), run.output())
          : new Evidence.Failed(CHECK.label(), version, test.sha256(), run.took(), run.output());
    } catch (IOException e) {
      return new Evidence.NotRun(CHECK.label(), "terraform " + e.getMessage());
    }
  }
}

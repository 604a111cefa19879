package dev.deployarchitect.infrastructure;

import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.delivery.Evidence;
import dev.deployarchitect.delivery.OutsideCheck;
import dev.deployarchitect.project.Paths;
import java.util.List;
import java.util.Map;
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
      Pattern.compile(
          "\\bprovisioner\\b|\\bdata\\s+\"(?:external|http)\"|\\bcommand\\s*=\\s*apply\\b");

  /** A run that does not say so applies. */
  private static final Pattern RUN = Pattern.compile("(?m)^\\h*+run\\s+\"");

  private static final Pattern PLAN = Pattern.compile("(?m)^\\h*+command\\s*=\\s*plan\\b");

  private final TerraformRun terraform;

  TerraformTest(TerraformRun terraform) {
    this.terraform = terraform;
  }

  /** Runs the tests of the folder above {@code tests/}. */
  Evidence run(Artifact test, List<Artifact> together) {
    String folder = Paths.folder(test.path());
    String root = Paths.name(folder).equals("tests") ? Paths.folder(folder) : folder;
    Map<String, String> files = TerraformRun.files(root, together);
    boolean commands = files.values().stream().anyMatch(t -> COMMANDS.matcher(t).find());
    boolean applies =
        files.values().stream()
            .anyMatch(t -> RUN.matcher(t).results().count() > PLAN.matcher(t).results().count());
    if (commands || applies || !test.content().contains("mock_provider")) {
      return new Evidence.NotRun(
          CHECK.label(),
          "it would run commands or reach an account: not every run is a plan with mocked providers");
    }
    return terraform.run(
        CHECK,
        List.of("test", "-no-color"),
        test,
        files,
        // init names no test.
        output -> output.contains("tftest.hcl..."),
        output -> output);
  }
}

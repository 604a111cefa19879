package dev.deployarchitect.front.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code architect eval}: replays, rebases or records the cases below {@code eval/}. */
@Command(
    name = "eval",
    mixinStandardHelpOptions = true,
    description = "Replay the recorded conversations with real tools.",
    footer = {
      "",
      "Exit code: 0 all pass, 100 failed cases, 3 stale ones, 2 a case that cannot run."
    })
public final class EvalCommand implements Callable<Integer> {

  /** Runs the cases; the composition root gives it. */
  @FunctionalInterface
  public interface Running {
    int run(String mode, String only, Path folder, Path out, ModelOptions model);
  }

  private final Running running;

  @Parameters(index = "0", defaultValue = "run", description = "run, rebase or record.")
  private String mode;

  @Option(names = "--only", defaultValue = "", description = "Only cases whose name contains this.")
  private String only;

  @Option(names = "--eval", description = "The folder of the cases (default: the project's eval).")
  private Path folder;

  @Option(names = "--out", defaultValue = "target/eval", description = "Where reports are written.")
  private Path out;

  @Mixin private ModelOptions model;

  public EvalCommand(Running running) {
    this.running = running;
  }

  @Override
  public Integer call() {
    return running.run(mode, only, folder, out, model);
  }
}

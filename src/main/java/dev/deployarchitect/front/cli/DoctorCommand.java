package dev.deployarchitect.front.cli;

import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code architect doctor}: what is there, what is missing, and what it would add. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = "Show the JDK, the model endpoint and the outside tools that were found.")
public final class DoctorCommand implements Runnable {

  /** One line: what, what was found, and what that means. */
  public record Line(String what, boolean found, String said) {}

  private final CommandLineFront.Needs needs;
  private final Function<ModelOptions, List<Line>> examination;

  @Mixin private ModelOptions model;

  public DoctorCommand(
      CommandLineFront.Needs needs, Function<ModelOptions, List<Line>> examination) {
    this.needs = needs;
    this.examination = examination;
  }

  @Override
  public void run() {
    for (Line line : examination.apply(model)) {
      needs.out().printf("%-3s %-12s %s%n", line.found() ? "ok" : "-", line.what(), line.said());
    }
  }
}

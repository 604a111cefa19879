package dev.deployarchitect.eval;

import dev.deployarchitect.agent.wire.Wire;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What {@code architect eval} does. */
public final class Evals {

  /** Which cases, and how. */
  public record Request(String mode, String only, Path out) {}

  private final EvalRunner runner;

  public Evals(EvalRunner runner) {
    this.runner = runner;
  }

  /**
   * Runs the cases and writes {@code junit.xml} and {@code summary.md} below {@code out}.
   *
   * @param live the network, for recording only
   * @return 0 all pass, 100 failed cases, 3 stale ones
   * @throws EvalException when a case or the mode cannot be used
   */
  public int run(Request request, Wire live, String model, PrintStream print) {
    List<EvalCase> cases = runner.cases(request.only());
    if (cases.isEmpty()) {
      throw new EvalException("no case matches '%s'".formatted(request.only()));
    }
    List<CaseResult> results = new ArrayList<>();
    for (EvalCase one : cases) {
      CaseResult result =
          switch (request.mode()) {
            case "run" -> runner.replay(one, false);
            case "rebase" -> runner.replay(one, true);
            case "record" -> runner.record(one, live, model);
            default ->
                throw new EvalException(
                    "eval knows run, rebase and record, not '%s'".formatted(request.mode()));
          };
      results.add(result);
      print.printf("%-6s %s (%d ms)%n", result.status(), result.name(), result.took().toMillis());
      result.reasons().forEach(reason -> print.println("       " + reason));
    }
    if (!request.mode().equals("run")) {
      runner.sweepFrames();
    }
    EvalReport report = new EvalReport(results);
    write(request.out(), report);
    print.printf(
        "%d passed, %d failed, %d errors, %d stale; reports in %s%n",
        report.count(CaseResult.Status.PASS),
        report.count(CaseResult.Status.FAIL),
        report.count(CaseResult.Status.ERROR),
        report.count(CaseResult.Status.STALE),
        request.out());
    EvalRunner.Age age = runner.age(cases);
    print.printf(
        "%d of %d recorded replies are older than the request they answer (rebased)%n",
        age.older(), age.all());
    return report.exitCode();
  }

  private static void write(Path out, EvalReport report) {
    try {
      Files.createDirectories(out);
      Files.writeString(out.resolve("junit.xml"), report.junit());
      Files.writeString(out.resolve("summary.md"), report.markdown());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

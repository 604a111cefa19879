package dev.deployarchitect;

import dev.deployarchitect.agent.wire.LiveWire;
import dev.deployarchitect.content.Content;
import dev.deployarchitect.database.given.GivenDatabases;
import dev.deployarchitect.delivery.OutsideTool;
import dev.deployarchitect.eval.EvalException;
import dev.deployarchitect.eval.EvalRunner;
import dev.deployarchitect.eval.Evals;
import dev.deployarchitect.front.cli.AskCommand;
import dev.deployarchitect.front.cli.CommandLineFront;
import dev.deployarchitect.front.cli.DoctorCommand;
import dev.deployarchitect.front.cli.EvalCommand;
import dev.deployarchitect.front.cli.KeyCommand;
import dev.deployarchitect.front.cli.McpCommand;
import dev.deployarchitect.front.cli.ModelOptions;
import dev.deployarchitect.front.cli.ServeCommand;
import dev.deployarchitect.front.cli.Terminal;
import dev.deployarchitect.front.cli.UsageException;
import dev.deployarchitect.front.cli.VisibleOutput;
import dev.deployarchitect.front.cli.WarmUpCommand;
import dev.deployarchitect.front.mcp.Asking;
import dev.deployarchitect.front.mcp.McpFront;
import dev.deployarchitect.front.mcp.Repositories;
import dev.deployarchitect.scratch.Scratch;
import dev.deployarchitect.tool.OpenWorkspaces;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The program: hands the command line's words to the front with all it needs. */
public final class Main {
  private Main() {}

  public static void main(String[] words) {
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    CountDownLatch ended = endInOrder(Thread.currentThread());
    int code = run(System.getenv(), out, System.err, words);
    out.flush();
    ended.countDown();
    System.exit(code);
  }

  /** On SIGINT and SIGTERM what is under way is stopped, with the processes it has started. */
  private static CountDownLatch endInOrder(Thread main) {
    CountDownLatch ended = new CountDownLatch(1);
    Runnable stop =
        () -> {
          if (ended.getCount() == 0) {
            return;
          }
          main.interrupt();
          try {
            ended.await(900, TimeUnit.MILLISECONDS);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        };
    Runtime.getRuntime().addShutdownHook(new Thread(stop, "stop"));
    return ended;
  }

  static int run(
      Map<String, String> environment,
      PrintStream plainOut,
      PrintStream plainErr,
      String... words) {
    // Protocols write to System.out themselves; what a person or a log reads passes here.
    PrintStream out = VisibleOutput.over(plainOut);
    PrintStream err = VisibleOutput.over(plainErr);
    String override = environment.getOrDefault("ARCHITECT_CONTENT", "");
    Content content =
        override.isBlank() ? Content.packed() : Content.overriddenBy(Path.of(override));
    OutsideTool outside = OutsideTool.onPath(environment.getOrDefault("PATH", ""));
    Architect architect =
        new Architect(
            content,
            outside,
            Scratch.at(environment.get("ARCHITECT_SCRATCH_URL")),
            databases(environment, err));
    CommandLineFront.Needs needs =
        new CommandLineFront.Needs(
            architect.toolbox(), content, Terminal.ofThisProcess(err), out, err);
    List<Object> others =
        List.of(
            new AskCommand(needs, options -> architect.agent(Models.of(options, environment))),
            new ServeCommand(request ->
                Server.serve(
                    architect,
                    architect.agent(
                        Models.of(request.model(), environment), request.limits().limits()),
                    request,
                    environment,
                    out)),
            new EvalCommand((mode, only, folder, reports, options) ->
                evals(content, folder, new Evals.Request(mode, only, reports), options, out)),
            new McpCommand((folders, options) -> {
              new McpFront(
                      architect.toolbox(),
                      content,
                      folders.isEmpty()
                          ? Repositories.ofClient(Path.of(""))
                          : Repositories.given(OpenWorkspaces.of(folders, true), true),
                      Asking.freely(architect.agent(Models.of(options, environment))))
                  .serve(System.in, System.out);
              return CommandLineFront.OK;
            }),
            new KeyCommand(out, name -> Server.key(name)),
            new WarmUpCommand(() -> WarmUp.run(architect)),
            new DoctorCommand(needs, options -> Doctor.examine(outside, options)));
    return new CommandLineFront(needs, others).run(words);
  }

  private static GivenDatabases databases(Map<String, String> environment, PrintStream err) {
    try {
      return GivenDatabases.of(environment);
    } catch (IllegalArgumentException e) {
      err.println("architect: " + e.getMessage() + " No database is given.");
      return GivenDatabases.none();
    }
  }

  /** Replays hide outside programs, so that what a model reads is the same on every machine. */
  private static int evals(
      Content content, Path folder, Evals.Request request, ModelOptions model, PrintStream out) {
    Architect alone = new Architect(content, OutsideTool.none());
    Path home = Path.of(System.getProperty("architect.home", "."), "eval");
    EvalRunner runner =
        new EvalRunner(
            folder == null ? home : folder,
            wire -> alone.agentOfRecordings(Models.recorded(wire, model.baseUrl())));
    try {
      return new Evals(runner).run(request, new LiveWire(model.patience()), model.model(), out);
    } catch (EvalException e) {
      throw new UsageException(e.getMessage());
    }
  }
}

package dev.deployarchitect.front.cli;

import dev.deployarchitect.agent.Agent;
import dev.deployarchitect.agent.AgentEvent;
import dev.deployarchitect.agent.Aside;
import dev.deployarchitect.agent.Cancel;
import dev.deployarchitect.draft.Change;
import dev.deployarchitect.draft.Draft;
import dev.deployarchitect.tool.Repository;
import dev.deployarchitect.tool.ToolContext;
import dev.deployarchitect.workspace.Workspace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code architect ask "…"}: the agent in the terminal, streaming. */
@Command(
    name = "ask",
    mixinStandardHelpOptions = true,
    description = "Ask about a repository; without a model the offline architect answers.")
public final class AskCommand implements Callable<Integer> {
  private final CommandLineFront.Needs needs;
  private final Function<ModelOptions, Agent> agents;

  @Parameters(index = "0", description = "The question.")
  private String question;

  @Option(names = "--workspace", defaultValue = ".", description = "The repository's folder.")
  private Path workspace;

  @Mixin private OutFolder out;

  @Mixin private ModelOptions model;

  public AskCommand(CommandLineFront.Needs needs, Function<ModelOptions, Agent> agents) {
    this.needs = needs;
    this.agents = agents;
  }

  @Override
  public Integer call() {
    ToolContext context = new ToolContext(Workspace.open(workspace).writable());
    needs.err().println(Repository.of(context.workspace()).line());
    Cancel cancel = new Cancel();
    List<Change> changes = new ArrayList<>();
    AgentEvent[] last = new AgentEvent[1];
    agents
        .apply(model)
        .ask(
            new Aside(question, List.of(), context, needs.person()),
            List.of(),
            event -> {
              synchronized (changes) {
                show(event, changes);
                last[0] = event;
              }
            },
            cancel);
    out.write(Draft.of(changes), context, needs.err());
    return last[0] instanceof AgentEvent.RunFinished ? CommandLineFront.OK : CommandLineFront.FOUND;
  }

  private void show(AgentEvent event, List<Change> changes) {
    switch (event) {
      case AgentEvent.TextDelta(String text) -> {
        needs.out().print(text);
        needs.out().flush();
      }
      case AgentEvent.ModelRetried(String why, long millis) ->
          needs.err().printf("architect: %s Asking again in %d ms.%n", why, millis);
      case AgentEvent.StepRestarted(int step, String why) ->
          needs.out().printf("%n[What came before this line counts for nothing: %s]%n", why);
      case AgentEvent.LimitReached(String limit, String sentence) ->
          needs.err().println("architect: " + sentence);
      case AgentEvent.ToolStarted started ->
          needs.err().printf("· %s %s%n", started.tool(), started.arguments());
      case AgentEvent.ToolProgressed(var call, String message) ->
          needs.err().printf("  %s%n", message);
      case AgentEvent.DraftChanged changed -> {
        changes.add(changed.change());
        needs
            .err()
            .printf("  change %d: %s%n", changed.change().number(), changed.change().paths());
      }
      case AgentEvent.NumbersUnsourced(List<String> numbers) ->
          needs.err().println("architect: numbers without a source: " + String.join(", ", numbers));
      case AgentEvent.RunFinished finished -> needs.out().println();
      case AgentEvent.RunFailed(String sentence) -> needs.err().println("architect: " + sentence);
      default -> {}
    }
  }
}

package dev.deployarchitect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.deployarchitect.agent.Agent;
import dev.deployarchitect.agent.Limits;
import dev.deployarchitect.agent.model.Model;
import dev.deployarchitect.agent.model.OpenAiModel;
import dev.deployarchitect.agent.run.Journal;
import dev.deployarchitect.agent.run.RunSettings;
import dev.deployarchitect.agent.run.Runs;
import dev.deployarchitect.agent.spending.Budgets;
import dev.deployarchitect.agent.wire.LiveWire;
import dev.deployarchitect.content.Content;
import dev.deployarchitect.delivery.OutsideTool;
import dev.deployarchitect.tool.OpenWorkspaces;
import dev.deployarchitect.tool.ResultText;
import dev.deployarchitect.tool.ToolContext;
import dev.deployarchitect.tool.ToolResult;
import dev.deployarchitect.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** The real house, for tests. */
public final class Given {
  public static final Path SAMPLE = Path.of("eval", "workspaces", "who-covers-it");

  private Given() {}

  /** Composed as in production, with outside programs hidden. */
  public static Architect architect() {
    return new Architect(Content.packed(), OutsideTool.none());
  }

  public static ToolContext sample() {
    return new ToolContext(Workspace.open(SAMPLE));
  }

  public static ToolResult call(ToolContext context, String tool, String arguments) {
    return architect().toolbox().call(tool, json(arguments), context);
  }

  /** What a result says with all parts of its recommendations. */
  public static String whole(ToolResult result) {
    return result instanceof ToolResult.Done done
        ? done.text()
            + done.recommendations().stream()
                .map(r -> ResultText.markdown(r, done.files()))
                .collect(Collectors.joining())
        : result.text();
  }

  public static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Over an OpenAI-compatible endpoint that gives up after {@code silence}. */
  public static OpenAiModel model(String baseUrl, String name, Duration silence) {
    return new OpenAiModel(
        new OpenAiModel.Settings(baseUrl, "sk-test", name), new LiveWire(silence));
  }

  public static Agent agent(Architect architect, Model model, Limits limits) {
    return new Agent(model, architect.toolbox(), architect.check(), architect.content(), limits);
  }

  /** A server's runs on the sample workspace. */
  public static Runs runs(Journal journal, Agent agent, Duration lease, Budgets budgets) {
    return new Runs(
        journal,
        agent,
        OpenWorkspaces.of(List.of(SAMPLE))::context,
        RunSettings.ofThisProcess(lease, budgets));
  }
}

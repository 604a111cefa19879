package dev.deployarchitect.front.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deployarchitect.agent.Cancel;
import dev.deployarchitect.delivery.Delivered;
import dev.deployarchitect.text.SafeJson;
import dev.deployarchitect.tool.Repository;
import dev.deployarchitect.tool.ResultJson;
import dev.deployarchitect.tool.ToolContext;
import dev.deployarchitect.tool.ToolResult;
import dev.deployarchitect.workspace.Workspace;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code architect tool NAME '{json}'}: one tool call. */
@Command(
    name = "tool",
    mixinStandardHelpOptions = true,
    description = "Call one tool; 'architect tools' lists them.")
final class ToolCommand implements Callable<Integer> {
  private final CommandLineFront.Needs needs;

  @Parameters(index = "0", description = "The tool's name.")
  private String name;

  @Parameters(index = "1", defaultValue = "{}", description = "Its arguments as a JSON object.")
  private String arguments;

  @Option(names = "--workspace", defaultValue = ".", description = "The repository's folder.")
  private Path workspace;

  @Option(names = "--format", defaultValue = "text", description = "text or json.")
  private String format;

  @Mixin private OutFolder out;

  ToolCommand(CommandLineFront.Needs needs) {
    this.needs = needs;
  }

  @Override
  public Integer call() {
    if (needs.toolbox().find(name).isEmpty()) {
      throw new UsageException(
          "there is no tool %s; 'architect tools' lists them.".formatted(name));
    }
    if (!format.equals("text") && !format.equals("json")) {
      throw new UsageException("--format takes text or json.");
    }
    Workspace opened = Workspace.open(workspace).writable();
    ToolContext context =
        new ToolContext(opened)
            .heardBy(needs.err()::println)
            .allowedBy(approval -> needs.person().decide("", approval, new Cancel()));
    ToolResult result = needs.toolbox().call(name, json(), context);
    Repository about = Repository.of(opened);
    if (format.equals("json")) {
      ObjectNode json = ResultJson.of(result, needs.content());
      json.set("repository", about.json());
      needs.out().println(SafeJson.of(json.toPrettyString()));
    } else {
      needs.out().println(about.line());
      needs.out().println(result.text().stripTrailing());
    }
    if (result instanceof ToolResult.Done done) {
      out.write(done.files().stream().map(Delivered::artifact).toList(), context, needs.err());
      out.write(context.draft(), context, needs.err());
    }
    return switch (result) {
      case ToolResult.Done done -> CommandLineFront.OK;
      case ToolResult.NothingFound nothing -> CommandLineFront.OK;
      case ToolResult.Retry retry -> CommandLineFront.USAGE;
      case ToolResult.Refused refused -> CommandLineFront.USAGE;
      case ToolResult.Failed failed -> CommandLineFront.FOUND;
    };
  }

  private JsonNode json() {
    try {
      return new ObjectMapper().readTree(arguments);
    } catch (JsonProcessingException e) {
      throw new UsageException("the arguments are no JSON: " + e.getOriginalMessage());
    }
  }
}

package dev.deployarchitect.front.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code architect mcp}: an MCP server on standard input and output. */
@Command(
    name = "mcp",
    mixinStandardHelpOptions = true,
    description = "Serve MCP on standard input and output, for Claude Code and its kin.")
public final class McpCommand implements Callable<Integer> {

  /** Serves until the client hangs up; the composition root gives it. */
  @FunctionalInterface
  public interface Serving {
    int serve(List<Path> workspaces, ModelOptions model);
  }

  private final Serving serving;

  @Option(
      names = "--workspace",
      description =
          "A repository's folder (default: the roots that the client declares, else the working"
              + " directory).")
  private List<Path> workspaces = List.of();

  @Mixin private ModelOptions model;

  public McpCommand(Serving serving) {
    this.serving = serving;
  }

  @Override
  public Integer call() {
    return serving.serve(workspaces, model);
  }
}

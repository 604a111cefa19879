package dev.deployarchitect.front.cli;

import dev.deployarchitect.tool.Tool;
import picocli.CommandLine.Command;

/** {@code architect tools}: the names and first lines of all tools. */
@Command(
    name = "tools",
    mixinStandardHelpOptions = true,
    description = "List the tools with their first lines.")
final class ToolsCommand implements Runnable {
  private final CommandLineFront.Needs needs;

  ToolsCommand(CommandLineFront.Needs needs) {
    this.needs = needs;
  }

  @Override
  public void run() {
    for (Tool<?> tool : needs.toolbox().tools()) {
      String first = tool.description(needs.content()).lines().findFirst().orElse("");
      needs.out().printf("%-22s %s%n", tool.name(), first);
    }
  }
}

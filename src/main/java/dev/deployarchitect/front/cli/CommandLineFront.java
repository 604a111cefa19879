package dev.deployarchitect.front.cli;

import dev.deployarchitect.agent.Person;
import dev.deployarchitect.content.Content;
import dev.deployarchitect.tool.Toolbox;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;

/** Parses the command line and runs one command. */
public final class CommandLineFront {

  /** Ended as asked. */
  public static final int OK = 0;

  /** A review reached its threshold, or a tool failed. */
  public static final int FOUND = 1;

  /** The words cannot be used: unknown option, missing folder, bad JSON. */
  public static final int USAGE = 2;

  /** What the commands need. */
  public record Needs(
      Toolbox toolbox, Content content, Person person, PrintStream out, PrintStream err) {}

  private final CommandLine commandLine;

  /**
   * A command line.
   *
   * @param others commands that need more than tools, built by the composition root
   */
  public CommandLineFront(Needs needs, List<Object> others) {
    commandLine = new CommandLine(new RootCommand());
    commandLine.addSubcommand(new ReviewCommand(needs));
    commandLine.addSubcommand(new ToolCommand(needs));
    commandLine.addSubcommand(new ToolsCommand(needs));
    others.forEach(commandLine::addSubcommand);
    commandLine.setExecutionExceptionHandler(
        (exception, command, parsed) -> Failure.exitCode(exception, needs.err()));
    // Colours would be written out like any other control character.
    commandLine.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
    commandLine.setOut(new PrintWriter(needs.out(), true, StandardCharsets.UTF_8));
    commandLine.setErr(new PrintWriter(needs.err(), true, StandardCharsets.UTF_8));
  }

  /** Runs the command and gives its exit code. */
  public int run(String... words) {
    return commandLine.execute(words);
  }
}

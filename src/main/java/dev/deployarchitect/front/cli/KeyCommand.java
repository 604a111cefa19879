package dev.deployarchitect.front.cli;

import java.io.PrintStream;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code architect key NAME}: a key for somebody, and what a server keeps of it. */
@Command(
    name = "key",
    mixinStandardHelpOptions = true,
    description = "Make a key: print it once, with the line of its hash for serve --keys FILE.")
public final class KeyCommand implements Callable<Integer> {
  private final PrintStream out;
  private final Function<String, String> fresh;

  @Parameters(description = "Whose it is.")
  private String name;

  /**
   * The command.
   *
   * @param fresh the key and its line for a name, as a text
   */
  public KeyCommand(PrintStream out, Function<String, String> fresh) {
    this.out = out;
    this.fresh = fresh;
  }

  @Override
  public Integer call() {
    try {
      out.println(fresh.apply(name));
      return CommandLineFront.OK;
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage());
    }
  }
}

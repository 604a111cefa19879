package dev.deployarchitect.front.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code architect warm-up}: does a little of everything once, for the launcher's AOT cache. */
@Command(name = "warm-up", hidden = true, description = "Do a little of everything and end.")
public final class WarmUpCommand implements Callable<Integer> {
  private final Callable<Integer> work;

  public WarmUpCommand(Callable<Integer> work) {
    this.work = work;
  }

  @Override
  public Integer call() throws Exception {
    return work.call();
  }
}

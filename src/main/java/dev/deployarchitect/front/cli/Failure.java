package dev.deployarchitect.front.cli;

import dev.deployarchitect.workspace.WorkspaceException;
import java.io.PrintStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a person sees when a command cannot do its work: one sentence and an exit code. */
final class Failure {
  private static final Logger LOG = LoggerFactory.getLogger(Failure.class);

  private Failure() {}

  static int exitCode(Exception exception, PrintStream err) {
    switch (exception) {
      case WorkspaceException e -> err.println("architect: " + e.getMessage());
      case UsageException e -> err.println("architect: " + e.getMessage());
      default -> {
        LOG.debug("command failed", exception);
        err.println(
            "architect: an error of ours: "
                + exception
                + " (run with ARCHITECT_LOG=debug for more)");
        return CommandLineFront.FOUND;
      }
    }
    return CommandLineFront.USAGE;
  }
}

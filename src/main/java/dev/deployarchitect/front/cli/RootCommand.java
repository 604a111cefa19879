package dev.deployarchitect.front.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program's name, version and help. */
@Command(
    name = "architect",
    mixinStandardHelpOptions = true,
    versionProvider = RootCommand.Version.class,
    description =
        "Says what stands between a repository and a safe, fast, cheap deployment, and hands over"
            + " files that have been checked.")
final class RootCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say what to do, such as: review .");
  }

  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String packaged = RootCommand.class.getPackage().getImplementationVersion();
      return new String[] {
        "deployment-architect %s (Java %s)"
            .formatted(packaged == null ? "development" : packaged, Runtime.version().feature())
      };
    }
  }
}

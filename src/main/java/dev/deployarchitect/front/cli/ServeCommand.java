package dev.deployarchitect.front.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code architect serve}: the HTTP server with the widget, until it is stopped. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = "Serve the widget, the API and MCP; without a folder on the sample workspace.")
public final class ServeCommand implements Callable<Integer> {

  /** What to serve. */
  public record Request(
      List<Path> workspaces,
      String address,
      int port,
      Path store,
      List<String> origins,
      ModelOptions model) {}

  /** Serves until it is stopped; the composition root gives it. */
  @FunctionalInterface
  public interface Serving {
    int serve(Request request);
  }

  private final Serving serving;

  @Parameters(arity = "0..*", description = "Folders of repositories.")
  private List<Path> workspaces = List.of();

  @Option(
      names = "--address",
      defaultValue = "127.0.0.1",
      description = "Address to listen on; any but loopback needs ARCHITECT_KEY.")
  private String address;

  @Option(names = "--port", defaultValue = "8710", description = "Port (default 8710).")
  private int port;

  @Option(names = "--store", description = "File for conversations (default: .architect/store.db).")
  private Path store;

  @Option(names = "--allow-origin", description = "Origin of a page that embeds the widget.")
  private List<String> origins = List.of();

  @Mixin private ModelOptions model;

  public ServeCommand(Serving serving) {
    this.serving = serving;
  }

  @Override
  public Integer call() {
    return serving.serve(new Request(workspaces, address, port, store, origins, model));
  }
}

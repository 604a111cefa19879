package dev.deployarchitect.front.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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
      Optional<String> store,
      List<String> origins,
      List<String> git,
      boolean apply,
      Duration lease,
      Duration drain,
      Optional<Path> keys,
      Optional<String> issuer,
      String audience,
      LimitOptions limits,
      ModelOptions model) {

    /** On loopback, with what else is usual. */
    public static Request loopback(List<Path> workspaces, int port, String store) {
      return new Request(
          workspaces,
          "127.0.0.1",
          port,
          Optional.of(store),
          List.of(),
          List.of(),
          false,
          Duration.ofSeconds(LEASE_SECONDS),
          Duration.ofSeconds(DRAIN_SECONDS),
          Optional.empty(),
          Optional.empty(),
          "",
          new LimitOptions(),
          new ModelOptions());
    }
  }

  /** Serves until it is stopped; the composition root gives it. */
  @FunctionalInterface
  public interface Serving {
    int serve(Request request);
  }

  private static final int LEASE_SECONDS = 15;
  private static final int DRAIN_SECONDS = 20;

  private final Serving serving;

  @Parameters(arity = "0..*", description = "Folders of repositories.")
  private List<Path> workspaces = List.of();

  @Option(
      names = "--address",
      defaultValue = "127.0.0.1",
      description =
          "Address to listen on; any but loopback needs --keys, ARCHITECT_KEY or --oidc-issuer.")
  private String address;

  @Option(names = "--port", defaultValue = "8710", description = "Port (default 8710).")
  private int port;

  @Option(
      names = "--store",
      description =
          "Where conversations are kept: a file, or postgresql://user:password@host:port/database"
              + " for several servers (default: ARCHITECT_STORE, else .architect/store.db).")
  private String store;

  @Option(
      names = "--lease",
      defaultValue = "" + LEASE_SECONDS,
      description = "Seconds after which a run of a server that is not heard of is taken over.")
  private double lease;

  @Option(
      names = "--drain",
      defaultValue = "" + DRAIN_SECONDS,
      description = "Seconds that runs under way are given when the server is asked to end.")
  private double drain;

  @Option(
      names = "--allow-origin",
      description =
          "Origin of a page that embeds the widget, or by which people open this server (more than"
              + " once for several).")
  private List<String> origins = List.of();

  @Option(
      names = "--allow-git",
      description =
          "Beginning of addresses of git repositories that may be fetched to ask about, such as"
              + " https://github.com/acme/ (more than once for several; default: none).")
  private List<String> git = List.of();

  @Option(
      names = "--allow-apply",
      description =
          "Let those who have a key write files into the folders, each time by a yes to the patch"
              + " (without keys that is so).")
  private boolean apply;

  @Option(
      names = "--keys",
      description = "File of hashed keys, a line for each that 'architect key NAME' prints.")
  private Path keys;

  @Option(
      names = "--oidc-issuer",
      description = "OpenID Connect issuer, by its https address, whose tokens count like keys.")
  private String issuer;

  @Option(
      names = "--oidc-audience",
      defaultValue = "deployment-architect",
      description = "What a token must be meant for (default deployment-architect).")
  private String audience;

  @Mixin private LimitOptions limits;

  @Mixin private ModelOptions model;

  public ServeCommand(Serving serving) {
    this.serving = serving;
  }

  @Override
  public Integer call() {
    return serving.serve(
        new Request(
            workspaces,
            address,
            port,
            Optional.ofNullable(store),
            origins,
            git,
            apply,
            seconds(lease),
            seconds(drain),
            Optional.ofNullable(keys),
            Optional.ofNullable(issuer),
            audience,
            limits,
            model));
  }

  private static Duration seconds(double given) {
    return Duration.ofMillis(Math.round(Math.max(0.2, given) * 1000));
  }
}

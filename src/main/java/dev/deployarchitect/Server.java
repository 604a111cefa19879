package dev.deployarchitect;

import dev.deployarchitect.agent.Agent;
import dev.deployarchitect.agent.run.Journal;
import dev.deployarchitect.agent.run.RunSettings;
import dev.deployarchitect.agent.run.Runs;
import dev.deployarchitect.agent.run.Uploads;
import dev.deployarchitect.front.cli.ServeCommand;
import dev.deployarchitect.front.cli.UsageException;
import dev.deployarchitect.front.http.HttpFront;
import dev.deployarchitect.front.http.Issuer;
import dev.deployarchitect.front.http.Keys;
import dev.deployarchitect.front.http.ServerSettings;
import dev.deployarchitect.front.mcp.McpFront;
import dev.deployarchitect.front.mcp.Repositories;
import dev.deployarchitect.store.SqlJournal;
import dev.deployarchitect.store.StoreException;
import dev.deployarchitect.tool.OpenWorkspaces;
import dev.deployarchitect.workspace.GitIntake;
import java.io.PrintStream;
import java.net.BindException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/** Puts a server together: store, runs, agent, routes. */
final class Server implements AutoCloseable {
  private final HttpFront http;
  private final McpFront mcp;
  private final Runs runs;
  private final Uploads uploads;
  private final Journal journal;

  private Server(HttpFront http, McpFront mcp, Runs runs, Uploads uploads, Journal journal) {
    this.http = http;
    this.mcp = mcp;
    this.runs = runs;
    this.uploads = uploads;
    this.journal = journal;
  }

  /**
   * Starts listening.
   *
   * @throws UsageException with one sentence: port in use, open address without a key, a store that
   *     cannot be used
   */
  static Server start(
      Architect architect, Agent agent, ServeCommand.Request request, String key, String store) {
    if (request.limits().countsDollars() && agent.price().isEmpty()) {
      throw new UsageException(
          "A limit in dollars needs the price of %s, which prompts/prices.tsv does not have; add it in a folder of your own (ARCHITECT_CONTENT), or limit tokens."
              .formatted(agent.modelName()));
    }
    ServerSettings settings;
    try {
      Keys keys = Keys.single(key).and(request.keys().map(Keys::read).orElse(Keys.none()));
      settings =
          new ServerSettings(
              request.address(),
              request.port(),
              keys,
              request.issuer().map(i -> new Issuer(i, request.audience())),
              Set.copyOf(request.origins()),
              request.limits().runsPerMinute(keys.isEmpty() && request.issuer().isEmpty()),
              GitIntake.allowing(request.git()));
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage());
    }
    // With keys, whoever has one is not the one whose folders these are; and the sample stays as it
    // is.
    boolean writable =
        (request.apply() || settings.isOpen()) && !request.workspaces().contains(sample());
    OpenWorkspaces workspaces = OpenWorkspaces.of(request.workspaces(), writable);
    Journal journal = open(store);
    Uploads uploads = Uploads.of(journal);
    Runs runs =
        new Runs(
            journal,
            agent,
            name -> workspaces.context(name).or(() -> uploads.context(name)),
            RunSettings.ofThisProcess(request.lease(), request.limits().budgets()));
    McpFront mcp =
        new McpFront(
            architect.toolbox(),
            architect.content(),
            Repositories.given(workspaces, settings.isOpen()),
            runs::answer);
    HttpFront.Needs needs =
        new HttpFront.Needs(
            runs,
            agent,
            architect.toolbox(),
            architect.content(),
            workspaces,
            uploads,
            Optional.of(mcp.servlet()));
    try {
      return new Server(HttpFront.start(settings, needs), mcp, runs, uploads, journal);
    } catch (RuntimeException e) {
      runs.close();
      uploads.close();
      journal.close();
      if (isBind(e)) {
        throw new UsageException(
            "Port %d on %s is in use; choose another with --port."
                .formatted(request.port(), request.address()));
      }
      throw e;
    }
  }

  /** For {@code architect key}. */
  static String key(String name) {
    Keys.Fresh fresh = Keys.fresh(name);
    return "Key, shown this once: %s%nLine for the file of serve --keys:%n%s"
        .formatted(fresh.key(), fresh.line());
  }

  private static Journal open(String store) {
    try {
      return SqlJournal.open(store);
    } catch (StoreException e) {
      throw new UsageException(e.getMessage());
    }
  }

  private static boolean isBind(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof BindException) {
        return true;
      }
    }
    return false;
  }

  int port() {
    return http.port();
  }

  /** Takes no more runs, and lets those under way end if they do so in time. */
  void drain(Duration limit) {
    runs.drain(limit);
  }

  @Override
  public void close() {
    mcp.close();
    runs.close();
    http.close();
    uploads.close();
    journal.close();
  }

  /** {@code architect serve}: until the process is asked to end. */
  static int serve(
      Architect architect,
      Agent agent,
      ServeCommand.Request request,
      Map<String, String> environment,
      PrintStream out) {
    String store =
        request.store().orElse(environment.getOrDefault("ARCHITECT_STORE", ".architect/store.db"));
    ServeCommand.Request filled = request.workspaces().isEmpty() ? withSample(request) : request;
    String key = environment.getOrDefault("ARCHITECT_KEY", "");
    Server server = start(architect, agent, filled, key, store);
    CountDownLatch ended = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  server.drain(request.drain());
                  server.close();
                  ended.countDown();
                },
                "shutdown"));
    out.printf(
        "Deployment Architect: http://%s:%d/ (model: %s; workspaces: %s)%n",
        request.address().equals("127.0.0.1") ? "localhost" : request.address(),
        server.port(),
        agent.modelName(),
        String.join(", ", OpenWorkspaces.of(filled.workspaces()).names()));
    out.flush();
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return 0;
  }

  private static Path sample() {
    return Path.of(
        System.getProperty("architect.home", "."), "eval", "workspaces", "who-covers-it");
  }

  private static ServeCommand.Request withSample(ServeCommand.Request r) {
    return new ServeCommand.Request(
        List.of(sample()),
        r.address(),
        r.port(),
        r.store(),
        r.origins(),
        r.git(),
        r.apply(),
        r.lease(),
        r.drain(),
        r.keys(),
        r.issuer(),
        r.audience(),
        r.limits(),
        r.model());
  }
}

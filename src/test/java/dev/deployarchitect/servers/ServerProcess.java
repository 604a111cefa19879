package dev.deployarchitect.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Our own server as a process of its own, on a port that it keeps when it is started again. */
public final class ServerProcess implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  private final int port = DebianPostgres.freePort();
  private final PackedProgram program;
  private final Path log;
  private final List<String> options;
  private final HttpClient client = HttpClient.newHttpClient();
  private Process process;

  /**
   * Not started yet.
   *
   * @param options of {@code architect serve}, after the port's
   */
  public ServerProcess(PackedProgram program, Path log, String... options) {
    this.program = program;
    this.log = log;
    this.options = List.of(options);
  }

  public String url() {
    return "http://127.0.0.1:" + port;
  }

  public void start() {
    List<String> command = new ArrayList<>(program.words());
    command.addAll(List.of("dev.deployarchitect.Main", "serve", "--port", "" + port));
    command.addAll(options);
    try {
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void awaitReady() throws InterruptedException {
    long end = System.nanoTime() + START_LIMIT.toNanos();
    HttpRequest request = HttpRequest.newBuilder(URI.create(url() + "/readyz")).build();
    while (true) {
      try {
        if (client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
          return;
        }
      } catch (IOException e) {
        if (!process.isAlive() || System.nanoTime() > end) {
          throw new AssertionError("the server did not start, see " + log, e);
        }
      }
      Thread.sleep(50);
    }
  }

  /** As {@code kill -9}. */
  public void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  /** As {@code kill}: it is asked to end. */
  public boolean end(Duration limit) throws InterruptedException {
    process.destroy();
    return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  public long pid() {
    return process.pid();
  }

  @Override
  public void close() {
    if (process != null) {
      process.destroyForcibly();
    }
  }
}

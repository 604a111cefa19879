package dev.deployarchitect;

import com.sun.net.httpserver.HttpServer;
import dev.deployarchitect.agent.model.OpenAiModel;
import dev.deployarchitect.agent.offline.OfflineArchitect;
import dev.deployarchitect.front.cli.ServeCommand;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/**
 * Does what a server and a review do, so that the launcher can keep classes and method profiles in
 * an AOT cache (JEP 514, 515): a start takes less than half the time, and the first streams less of
 * the processor.
 */
final class WarmUp {
  private static final int STREAMS = 60;
  private static final int DELTAS = 150;

  private WarmUp() {}

  static int run(Architect architect) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("architect-warm-up");
    Path workspace = Files.createDirectory(folder.resolve("workspace"));
    Files.writeString(workspace.resolve("package.json"), "{\"dependencies\":{\"next\":\"15\"}}");
    Files.writeString(workspace.resolve("package-lock.json"), "{}");
    Files.writeString(workspace.resolve("Dockerfile"), "FROM node\nCOPY . .\nRUN npm install\n");
    ServeCommand.Request request = ServeCommand.Request.loopback(List.of(workspace), 0, "none");
    HttpServer endpoint = endpoint();
    String base = "http://127.0.0.1:" + endpoint.getAddress().getPort() + "/v1";
    OpenAiModel streaming =
        new OpenAiModel(new OpenAiModel.Settings(base, "none", "warm-up"), Models.liveWire());
    try (Server offline =
            Server.start(
                architect,
                architect.agent(new OfflineArchitect()),
                request,
                "",
                folder.resolve("offline.db").toString());
        Server model =
            Server.start(
                architect,
                architect.agent(streaming),
                request,
                "",
                folder.resolve("model.db").toString());
        HttpClient client = HttpClient.newHttpClient()) {
      ask(client, offline.port(), "Review our builds, pipeline, migrations, Terraform and alerts");
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < STREAMS; i++) {
          threads.execute(() -> askQuietly(client, model.port()));
        }
      }
    } finally {
      endpoint.stop(0);
    }
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
    return 0;
  }

  private static void askQuietly(HttpClient client, int port) {
    try {
      ask(client, port, "Speak.");
    } catch (IOException e) {
      // A warm-up that loses a stream has still warmed the others.
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void ask(HttpClient client, int port, String question)
      throws IOException, InterruptedException {
    String base = "http://127.0.0.1:" + port;
    String created = post(client, base + "/v1/conversations", "{}");
    String id = created.replaceFirst("(?s).*\"id\":\"(\\w+)\".*", "$1");
    post(client, base + "/v1/conversations/" + id + "/runs", "{\"question\":\"" + question + "\"}");
  }

  private static String post(HttpClient client, String address, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address))
            .header("Accept", "text/event-stream")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return client.send(request, BodyHandlers.ofString()).body();
  }

  /** Streams deltas as a model would. */
  private static HttpServer endpoint() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/v1/chat/completions",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(200, 0);
          try (var out = exchange.getResponseBody()) {
            for (int i = 0; i <= DELTAS; i++) {
              String choice =
                  i < DELTAS
                      ? "{\"index\":0,\"delta\":{\"content\":\"word \"}}"
                      : "{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}";
              String event =
                  "data: {\"id\":\"x\",\"object\":\"chat.completion.chunk\",\"choices\":["
                      + choice
                      + "]}\n\n";
              out.write(event.getBytes(StandardCharsets.UTF_8));
              out.flush();
            }
            out.write("data: [DONE]\n\n".getBytes(StandardCharsets.UTF_8));
          }
        });
    server.start();
    return server;
  }
}

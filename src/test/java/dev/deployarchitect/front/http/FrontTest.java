package dev.deployarchitect.front.http;

import dev.deployarchitect.Architect;
import dev.deployarchitect.Given;
import dev.deployarchitect.agent.Agent;
import dev.deployarchitect.agent.Limits;
import dev.deployarchitect.agent.model.Model;
import dev.deployarchitect.agent.offline.OfflineArchitect;
import dev.deployarchitect.agent.run.RunSettings;
import dev.deployarchitect.agent.run.Runs;
import dev.deployarchitect.agent.run.Uploads;
import dev.deployarchitect.agent.spending.Budgets;
import dev.deployarchitect.front.mcp.McpFront;
import dev.deployarchitect.front.mcp.Repositories;
import dev.deployarchitect.store.SqlJournal;
import dev.deployarchitect.tool.OpenWorkspaces;
import dev.deployarchitect.workspace.GitIntake;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real server on a free port, a real store in a file. */
@Timeout(60)
abstract class FrontTest {
  static final Architect ARCHITECT = Given.architect();

  final HttpClient client = HttpClient.newHttpClient();
  final List<AutoCloseable> opened = new ArrayList<>();
  @TempDir Path folder;
  String base;
  SqlJournal journal;
  HttpFront front;

  /** The house that is served. */
  Architect architect() {
    return ARCHITECT;
  }

  final void serve(Model model, ServerSettings settings) {
    serve(model, settings, Limits.DEFAULT);
  }

  final void serve(Model model, ServerSettings settings, Limits limits) {
    OpenWorkspaces workspaces = OpenWorkspaces.of(List.of(Given.SAMPLE));
    Agent agent =
        new Agent(model, architect().toolbox(), architect().check(), architect().content(), limits);
    journal = SqlJournal.open(folder.resolve("store.db").toString());
    Uploads uploads = Uploads.of(journal);
    Runs runs =
        new Runs(
            journal,
            agent,
            name -> workspaces.context(name).or(() -> uploads.context(name)),
            RunSettings.ofThisProcess(RunSettings.LEASE, Budgets.NONE));
    McpFront mcp =
        new McpFront(
            architect().toolbox(),
            architect().content(),
            Repositories.given(workspaces, settings.isOpen()),
            runs::answer);
    front =
        HttpFront.start(
            settings,
            new HttpFront.Needs(
                runs,
                agent,
                architect().toolbox(),
                architect().content(),
                workspaces,
                uploads,
                Optional.of(mcp.servlet())));
    opened.add(runs);
    opened.add(front);
    opened.add(uploads);
    opened.add(journal);
    base = "http://127.0.0.1:" + front.port();
  }

  final void serve() {
    serve(new OfflineArchitect(), ServerSettings.loopback(0));
  }

  final void serve(Keys.Fresh... keys) throws IOException {
    serve(new OfflineArchitect(), settings(keys));
  }

  final ServerSettings settings(Keys.Fresh... keys) throws IOException {
    List<String> lines = Stream.of(keys).map(Keys.Fresh::line).toList();
    Path file = Files.write(folder.resolve("keys"), lines);
    return new ServerSettings(
        "127.0.0.1",
        0,
        Keys.read(file),
        Optional.empty(),
        Set.of(),
        0,
        GitIntake.allowing(List.of()));
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable one : opened) {
      one.close();
    }
  }

  final HttpResponse<String> send(String method, String path, String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    if (!body.isEmpty() && !List.of(headers).contains("Content-Type")) {
      request.header("Content-Type", "application/json");
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  final String conversation() throws IOException, InterruptedException {
    return Given.json(send("POST", "/v1/conversations", "{}").body()).path("id").asText();
  }
}

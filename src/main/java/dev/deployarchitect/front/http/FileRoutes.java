package dev.deployarchitect.front.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deployarchitect.agent.run.Journal;
import dev.deployarchitect.agent.run.Standing;
import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.delivery.Bundle;
import dev.deployarchitect.text.Source;
import dev.deployarchitect.tool.ToolContext;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The files a run handed over: listed, as a zip, as a patch for {@code git apply}. */
final class FileRoutes {
  private final Journal journal;
  private final Function<String, Optional<ToolContext>> workspaces;

  FileRoutes(Journal journal, Function<String, Optional<ToolContext>> workspaces) {
    this.journal = journal;
    this.workspaces = workspaces;
  }

  void add(RoutesConfig routes) {
    routes.get(
        "/v1/runs/{id}/files",
        ctx -> {
          ArrayNode files = JsonNodeFactory.instance.arrayNode();
          Function<String, Optional<String>> current = current(ctx);
          files(ctx)
              .values()
              .forEach(file ->
                  files.add(
                      ((ObjectNode) file.deepCopy())
                          .put("patch", Bundle.patch(List.of(artifact(file)), current))));
          ctx.json(JsonNodeFactory.instance.objectNode().set("files", files));
        });
    routes.get(
        "/v1/runs/{id}/files.zip",
        ctx -> {
          ctx.contentType("application/zip");
          ctx.header("Content-Disposition", "attachment; filename=\"architect-files.zip\"");
          ctx.result(Bundle.zip(artifacts(ctx)));
        });
    routes.get("/v1/runs/{id}/files.patch", this::patch);
  }

  private void patch(Context ctx) {
    ctx.contentType("text/x-patch; charset=utf-8");
    ctx.header("Content-Disposition", "attachment; filename=\"architect-files.patch\"");
    ctx.result(Bundle.patch(artifacts(ctx), current(ctx)));
  }

  /** What the run's workspace holds at a path now. */
  private Function<String, Optional<String>> current(Context ctx) {
    Optional<ToolContext> context =
        journal
            .conversation(Caller.run(journal, ctx).conversation())
            .flatMap(c -> workspaces.apply(c.workspace()));
    return path -> context.flatMap(c -> c.workspace().source(path)).map(Source::text);
  }

  /** By path; a file handed over twice counts as it was last. */
  private Map<String, JsonNode> files(Context ctx) {
    Map<String, JsonNode> files = new LinkedHashMap<>();
    for (Standing.Event event : Standing.of(journal, Caller.run(journal, ctx).id()).events()) {
      for (JsonNode file : event.data().path("result").path("files")) {
        files.put(file.path("path").asText(), file);
      }
    }
    return files;
  }

  private List<Artifact> artifacts(Context ctx) {
    return files(ctx).values().stream().map(FileRoutes::artifact).toList();
  }

  private static Artifact artifact(JsonNode file) {
    return new Artifact(
        file.path("path").asText(), file.path("content").asText(), file.path("purpose").asText());
  }
}

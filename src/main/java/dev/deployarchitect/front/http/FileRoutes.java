package dev.deployarchitect.front.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deployarchitect.agent.run.Journal;
import dev.deployarchitect.agent.run.Runs;
import dev.deployarchitect.agent.run.Standing;
import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.delivery.Bundle;
import dev.deployarchitect.draft.Draft;
import dev.deployarchitect.tool.DraftCheck;
import dev.deployarchitect.tool.ToolContext;
import dev.deployarchitect.workspace.Secrets;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a run delivers: the draft as it was at its end, listed, as a zip, as a patch for {@code git
 * apply}. A file that holds a secret is named and not delivered here.
 */
final class FileRoutes {
  private final Runs runs;
  private final Function<String, Optional<ToolContext>> workspaces;

  FileRoutes(Runs runs, Function<String, Optional<ToolContext>> workspaces) {
    this.runs = runs;
    this.workspaces = workspaces;
  }

  void add(RoutesConfig routes) {
    routes.get("/v1/runs/{id}/files", this::list);
    routes.get("/v1/runs/{id}/files.zip", this::zip);
    routes.get("/v1/runs/{id}/files.patch", this::patch);
  }

  /** A run, its draft, and what may not be shown of it. */
  private record Handed(Journal.Run run, Draft draft, Secrets secrets) {

    String patch(Draft.File file) {
      return Bundle.patch(List.of(new Bundle.Difference(file.path(), file.base(), file.after())));
    }

    boolean isClean(String text) {
      return secrets.replace(text).equals(text);
    }
  }

  private Handed handed(Context ctx) {
    Journal.Run run = Caller.run(runs.journal(), ctx);
    Secrets secrets =
        runs.journal()
            .conversation(run.conversation())
            .flatMap(c -> workspaces.apply(c.workspace()))
            .map(ToolContext::secrets)
            .orElseGet(Secrets::wellKnown);
    return new Handed(run, runs.draft(run), secrets);
  }

  private void list(Context ctx) {
    Handed handed = handed(ctx);
    Map<String, JsonNode> checked = checked(handed.run());
    ArrayNode files = JsonNodeFactory.instance.arrayNode();
    for (Draft.File file : handed.draft().files().values()) {
      ObjectNode one =
          files
              .addObject()
              .put("path", file.path())
              .put("kind", file.kind())
              .put("purpose", file.change().why());
      String patch = handed.patch(file);
      one.put("patch", handed.isClean(patch) ? patch : "");
      file.after()
          .ifPresent(text -> {
            one.put("sha256", new Artifact(file.path(), text, "").sha256());
            if (handed.isClean(text)) {
              one.put("content", text);
            } else {
              one.put("withheld", "It holds a secret; apply_files or --out writes it there.");
            }
          });
      one.set(
          "evidence",
          checked
              .getOrDefault(file.path(), JsonNodeFactory.instance.objectNode())
              .path("evidence"));
      if (!one.path("evidence").isArray()) {
        one.putArray("evidence");
      }
    }
    ctx.json(JsonNodeFactory.instance.objectNode().set("files", files));
  }

  /** Of the run's last check of the whole draft, by path. */
  private Map<String, JsonNode> checked(Journal.Run run) {
    Map<String, JsonNode> files = new HashMap<>();
    for (Standing.Event event : Standing.of(runs.journal(), run.id()).events()) {
      if (event.type().equals("draft_verified")) {
        files.clear();
        event.data().path("files").forEach(f -> files.put(f.path("path").asText(), f));
      }
    }
    return files;
  }

  private void zip(Context ctx) {
    Handed handed = handed(ctx);
    List<Artifact> files = new ArrayList<>();
    List<String> not = new ArrayList<>();
    for (Draft.File file : handed.draft().files().values()) {
      if (file.after().isEmpty()) {
        not.add(file.path() + ": delete it.");
      } else if (handed.isClean(file.after().get())) {
        files.add(DraftCheck.artifact(file).orElseThrow());
      } else {
        not.add(file.path() + ": it holds a secret.");
      }
    }
    if (!not.isEmpty()) {
      files.add(new Artifact("NOT-IN-THIS-ZIP.txt", String.join("\n", not) + "\n", ""));
    }
    ctx.contentType("application/zip");
    ctx.header("Content-Disposition", "attachment; filename=\"architect-files.zip\"");
    ctx.result(Bundle.zip(files));
  }

  private void patch(Context ctx) {
    Handed handed = handed(ctx);
    String left =
        handed.draft().files().values().stream()
            .filter(f -> !handed.isClean(handed.patch(f)))
            .map(f -> "Left out, as it holds a secret: %s%n".formatted(f.path()))
            .collect(Collectors.joining());
    String patch =
        handed.draft().files().values().stream()
            .map(handed::patch)
            .filter(handed::isClean)
            .collect(Collectors.joining());
    ctx.contentType("text/x-patch; charset=utf-8");
    ctx.header("Content-Disposition", "attachment; filename=\"architect-files.patch\"");
    ctx.result(left + patch);
  }
}

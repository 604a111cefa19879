package dev.deployarchitect.front.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.deployarchitect.agent.run.Journal;
import dev.deployarchitect.agent.run.Uploads;
import dev.deployarchitect.tool.OpenWorkspaces;
import dev.deployarchitect.workspace.WorkspaceException;
import dev.deployarchitect.workspace.ZipIntake;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** What can be asked about: folders given at the start, and what the caller sent. */
final class WorkspaceRoutes {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final OpenWorkspaces workspaces;
  private final Uploads uploads;
  private final Journal journal;
  private final Rate rate;

  WorkspaceRoutes(OpenWorkspaces workspaces, Uploads uploads, Journal journal, Rate rate) {
    this.workspaces = workspaces;
    this.uploads = uploads;
    this.journal = journal;
    this.rate = rate;
  }

  void add(RoutesConfig routes) {
    routes.get("/v1/workspaces", this::list);
    routes.post("/v1/workspaces", this::send);
  }

  /** Those of the start first. */
  List<String> names(Context ctx) {
    List<String> names = new ArrayList<>(workspaces.names());
    names.addAll(journal.uploads(Caller.of(ctx)));
    return names;
  }

  private void list(Context ctx) {
    ArrayNode names = JsonNodeFactory.instance.arrayNode();
    names(ctx).forEach(names::add);
    ctx.json(JsonNodeFactory.instance.objectNode().set("workspaces", names));
  }

  /** A zip as it is, or files in JSON. */
  private void send(Context ctx) throws IOException {
    if (!rate.admits(ctx)) {
      throw new Problem(429, "Too many uploads", Rate.SENTENCE);
    }
    byte[] body = ctx.bodyInputStream().readNBytes(ZipIntake.MAX_ZIP_BYTES + 1);
    if (body.length > ZipIntake.MAX_ZIP_BYTES) {
      throw new Problem(
          413,
          "Too large",
          "An upload has at most %d MB.".formatted(ZipIntake.MAX_ZIP_BYTES >> 20));
    }
    String type = String.valueOf(ctx.contentType());
    String name = ctx.queryParam("name") == null ? "" : ctx.queryParam("name");
    try {
      String kept = uploads.keep(name, Caller.of(ctx), type.contains("json") ? zipped(body) : body);
      ctx.status(201).json(JsonNodeFactory.instance.objectNode().put("workspace", kept));
    } catch (WorkspaceException e) {
      throw new Problem(400, "Not taken", e.getMessage());
    }
  }

  private static byte[] zipped(byte[] json) throws IOException {
    JsonNode files;
    try {
      files = MAPPER.readTree(json).path("files");
    } catch (IOException e) {
      files = MAPPER.missingNode();
    }
    if (!files.isArray() || files.isEmpty()) {
      throw new WorkspaceException(
          "Send a zip, or {\"files\": [{\"path\": \"…\", \"content\": \"…\"}]}.");
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
      for (JsonNode file : files) {
        zip.putNextEntry(new ZipEntry(file.path("path").asText()));
        zip.write(file.path("content").asText().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    } catch (java.util.zip.ZipException e) {
      throw new WorkspaceException("A path comes twice.");
    }
    return out.toByteArray();
  }
}

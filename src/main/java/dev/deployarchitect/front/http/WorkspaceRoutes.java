package dev.deployarchitect.front.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deployarchitect.agent.FirstQuestions;
import dev.deployarchitect.agent.run.Journal;
import dev.deployarchitect.agent.run.Uploads;
import dev.deployarchitect.project.Fact;
import dev.deployarchitect.text.Source;
import dev.deployarchitect.tool.OpenWorkspaces;
import dev.deployarchitect.tool.ShownFile;
import dev.deployarchitect.tool.ToolContext;
import dev.deployarchitect.workspace.GitIntake;
import dev.deployarchitect.workspace.WorkspaceException;
import dev.deployarchitect.workspace.ZipIntake;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** What can be asked about: folders given at the start, and what the caller sent. */
final class WorkspaceRoutes {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int FIRST_QUESTIONS = 4;

  static final String PATH = "/v1/workspaces";

  private final OpenWorkspaces workspaces;
  private final Uploads uploads;
  private final Journal journal;
  private final FirstQuestions questions;
  private final GitIntake git;
  private final Rate rate;

  WorkspaceRoutes(
      OpenWorkspaces workspaces,
      Uploads uploads,
      Journal journal,
      FirstQuestions questions,
      GitIntake git,
      Rate rate) {
    this.workspaces = workspaces;
    this.uploads = uploads;
    this.journal = journal;
    this.questions = questions;
    this.git = git;
    this.rate = rate;
  }

  void add(RoutesConfig routes) {
    routes.get(PATH, this::list);
    routes.post(PATH, this::send);
    routes.get(PATH + "/{name}", this::one);
    routes.delete(PATH + "/{name}", this::remove);
    routes.get(PATH + "/{name}/file", this::file);
  }

  /** Of a workspace, whoever sent it: what a caller may see is asked by {@link #names}. */
  Optional<ToolContext> context(String name) {
    return workspaces.context(name).or(() -> uploads.context(name));
  }

  private ToolContext own(Context ctx) {
    return Optional.of(ctx.pathParam("name"))
        .filter(names(ctx)::contains)
        .flatMap(this::context)
        .orElseThrow(() -> new Problem(404, "Not found", "There is no such workspace."));
  }

  /** Those of the start first. */
  List<String> names(Context ctx) {
    List<String> names = new ArrayList<>(workspaces.names());
    names.addAll(journal.uploads(Caller.of(ctx)));
    return names;
  }

  String first() {
    return workspaces.first();
  }

  /** Those of the start are known without asking the store. */
  boolean has(Context ctx, String name) {
    return workspaces.names().contains(name) || names(ctx).contains(name);
  }

  private void list(Context ctx) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    ArrayNode all = node.putArray("workspaces");
    names(ctx).forEach(all::add);
    ArrayNode sent = node.putArray("sent");
    journal.uploads(Caller.of(ctx)).forEach(sent::add);
    ctx.json(node.put("git", git.isOn()));
  }

  private void one(Context ctx) {
    ToolContext context = own(ctx);
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("workspace", ctx.pathParam("name"));
    ArrayNode facts = node.putArray("facts");
    for (Fact fact : context.profile().facts()) {
      facts
          .addObject()
          .put("topic", fact.topic().label())
          .put("name", fact.name())
          .put("detail", fact.detail())
          .put("path", fact.proof().source().path())
          .put("line", fact.proof().line());
    }
    ArrayNode asked = node.putArray("questions");
    questions.of(context.profile(), FIRST_QUESTIONS).forEach(asked::add);
    ctx.json(node);
  }

  private void file(Context ctx) {
    String path = ctx.queryParam("path");
    switch (ShownFile.of(own(ctx), path == null ? "" : path)) {
      case ShownFile.Refused(String why) -> throw new Problem(404, "Not shown", why);
      case ShownFile.Text(Source source, boolean whole) ->
          ctx.json(
              JsonNodeFactory.instance
                  .objectNode()
                  .put("path", source.path())
                  .put("text", source.text())
                  .put("whole", whole));
    }
  }

  private void remove(Context ctx) {
    if (!uploads.remove(ctx.pathParam("name"), Caller.of(ctx))) {
      throw new Problem(404, "Not found", "You sent no workspace of this name.");
    }
    ctx.status(204);
  }

  /** A zip as it is, or in JSON files or the address of a repository. */
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
    String name = ctx.queryParam("name") == null ? "" : ctx.queryParam("name");
    try {
      String kept =
          String.valueOf(ctx.contentType()).contains("json")
              ? keep(ctx, name, body)
              : uploads.keep(name, Caller.of(ctx), rooted(ctx, body));
      ctx.status(201).json(JsonNodeFactory.instance.objectNode().put("workspace", kept));
    } catch (WorkspaceException e) {
      throw new Problem(400, "Not taken", e.getMessage());
    }
  }

  /** Files, or the address of a repository. */
  private String keep(Context ctx, String name, byte[] body) throws IOException {
    JsonNode json;
    try {
      json = MAPPER.readTree(body);
    } catch (IOException e) {
      json = MAPPER.missingNode();
    }
    String address = json.path("git").asText("");
    if (address.isEmpty()) {
      return uploads.keep(name, Caller.of(ctx), rooted(ctx, zipped(json.path("files"))));
    }
    String last = address.replaceAll("(/|\\.git)+$", "").replaceAll("^.*/", "");
    return uploads.keep(name.isEmpty() ? last : name, Caller.of(ctx), git.zip(address));
  }

  private static byte[] rooted(Context ctx, byte[] zip) {
    String root = ctx.queryParam("root");
    return root == null || root.isBlank() ? zip : ZipIntake.rooted(zip, root.strip());
  }

  private static byte[] zipped(JsonNode files) throws IOException {
    if (!files.isArray() || files.isEmpty()) {
      throw new WorkspaceException(
          "Send a zip, {\"files\": [{\"path\": \"…\", \"content\": \"…\"}]}, or {\"git\": \"https://…\"}.");
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

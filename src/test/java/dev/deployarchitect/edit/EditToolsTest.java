package dev.deployarchitect.edit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deployarchitect.Architect;
import dev.deployarchitect.Given;
import dev.deployarchitect.Workspaces;
import dev.deployarchitect.draft.Change;
import dev.deployarchitect.draft.Draft;
import dev.deployarchitect.tool.ToolContext;
import dev.deployarchitect.tool.ToolResult;
import dev.deployarchitect.workspace.Workspace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EditToolsTest {
  private static final Architect ARCHITECT = Given.architect();
  private static final String DOCKERFILE =
      """
      FROM node:22
      WORKDIR /app
      COPY . .
      RUN npm install
      CMD ["npm", "start"]
      """;
  private static final String PACKAGE = "{\"name\":\"a\",\"scripts\":{\"start\":\"node a.js\"}}";

  @TempDir Path folder;
  private final List<Change> kept = new ArrayList<>();

  private ToolContext context(Map<String, String> files) {
    return new ToolContext(Workspaces.of(folder, files)).withDraft(Draft.EMPTY, kept::add);
  }

  private static ToolResult call(ToolContext context, String tool, ObjectNode arguments) {
    return ARCHITECT.toolbox().call(tool, arguments, context);
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  private static ObjectNode edit(String path, String search, String replace) {
    ObjectNode arguments = object().put("why", "to see");
    arguments
        .putArray("edits")
        .addObject()
        .put("path", path)
        .put("search", search)
        .put("replace", replace);
    return arguments;
  }

  @Test
  void anEditSaysWhatTheRulesSayThenAndBefore() {
    ToolContext context = context(Map.of("Dockerfile", DOCKERFILE, "package.json", PACKAGE));
    ToolResult better =
        call(
            context,
            "edit_files",
            edit("Dockerfile", "CMD [\"npm\", \"start\"]", "USER node\nCMD [\"node\", \"a.js\"]"));
    assertThat(better.text())
        .contains("Change 1", "`Dockerfile` changed, +2 -1", "Resolved, by the rules run again")
        .contains("build/no-user");
    ToolResult worse = call(context, "edit_files", edit("Dockerfile", "USER node\n", ""));
    assertThat(worse.text()).contains("Change 2", "New findings", "build/no-user");
    assertThat(worse.text()).as("it was there before").contains("findings were there before");
    ToolResult worst = call(context, "edit_files", edit("Dockerfile", "node:22", "node"));
    assertThat(worst.text()).contains("own Dockerfile rules FAILED", "build/untagged-base");
    call(context, "revert", object().put("change", 3));
    ToolResult again = call(context, "revert", object().put("change", 2));
    assertThat(again.text()).contains("Change 5", "Resolved", "build/no-user");
    assertThat(kept)
        .extracting(Change::tool)
        .containsExactly("edit_files", "edit_files", "edit_files", "revert", "revert");
    assertThat(context.original().source("Dockerfile").orElseThrow().text()).isEqualTo(DOCKERFILE);
  }

  @Test
  void theTestsOfAnEditedFileAreNamed() {
    ToolContext context =
        context(
            Map.of(
                "api/[id].ts", "export const a = 1;\n",
                "api/[id].test.ts", "",
                "hc/test_views.py", "",
                "hc/views.py", "a = 1\n",
                "other.test.ts", ""));
    assertThat(call(context, "edit_files", edit("api/[id].ts", "1", "2")).text())
        .contains("Tests by their name: api/[id].test.ts.");
    assertThat(call(context, "edit_files", edit("hc/views.py", "1", "2")).text())
        .contains("Tests by their name: hc/test_views.py.");
  }

  @Test
  void aComposeOverlayIsReadWithItsBase() {
    ToolContext context =
        context(
            Map.of(
                "docker-compose.yml",
                "services:\n  db:\n    image: postgres:17\n",
                "app/Dockerfile",
                DOCKERFILE));
    ObjectNode written = object().put("why", "see");
    written
        .putArray("files")
        .addObject()
        .put("path", "docker-compose.backup.yml")
        .put(
            "content",
            "services:\n  web:\n    build: {context: ./app, dockerfile: Dockerfile}\n    depends_on: [db]\n");
    assertThat(call(context, "write_files", written).text())
        .contains("passed: reads as YAML, names resolved");
    assertThat(
            call(context, "edit_files", edit("docker-compose.backup.yml", "[db]", "[redis]"))
                .text())
        .contains("web depends on redis, which is no service");
  }

  @Test
  void whatDoesNotFitChangesNothing() {
    ToolContext context = context(Map.of("a", "one\n", "b", "two\n"));
    ObjectNode arguments = edit("a", "one", "1");
    arguments
        .withArray("edits")
        .addObject()
        .put("path", "b")
        .put("search", "three")
        .put("replace", "3");
    assertThat(call(context, "edit_files", arguments))
        .isInstanceOf(ToolResult.Retry.class)
        .extracting(ToolResult::text)
        .asString()
        .contains("b: the search text of edit 1", "Nothing was changed");
    assertThat(context.draft().isEmpty()).isTrue();
    assertThat(kept).isEmpty();
    assertThat(call(context, "edit_files", object().put("why", "x")).text())
        .contains("Give edits or a diff");
  }

  @Test
  void aGeneratorProposesAndSomeIsTaken() {
    ToolContext context =
        new ToolContext(Workspace.open(Given.SAMPLE)).withDraft(Draft.EMPTY, kept::add);
    ToolResult proposed = call(context, "generate_dockerfile", object());
    assertThat(proposed.text()).contains("take_files", "generate_dockerfile-");
    assertThat(context.draft().isEmpty()).as("a probe leaves nothing behind").isTrue();
    String name = context.proposals().names().iterator().next();
    ObjectNode some = object().put("proposal", name);
    some.putArray("include").add("Dockerfile");
    assertThat(call(context, "take_files", some).text()).contains("Change 1", "`Dockerfile`");
    assertThat(context.draft().files().keySet()).containsExactly("Dockerfile");
    ObjectNode unknown = object().put("proposal", name);
    unknown.putArray("include").add("Dockerfiles");
    assertThat(call(context, "take_files", unknown).text()).contains("has no Dockerfiles");
    assertThat(call(context, "take_files", object().put("proposal", "x")).text())
        .contains("There is no proposal x in this run; there are " + name);
  }

  @Test
  void aPathThatTheDraftHasIsNotOverwritten() {
    ToolContext context =
        new ToolContext(Workspace.open(Given.SAMPLE)).withDraft(Draft.EMPTY, kept::add);
    call(context, "generate_dockerfile", object());
    String name = context.proposals().names().iterator().next();
    call(context, "take_files", object().put("proposal", name));
    call(
        context,
        "edit_files",
        edit(
            "Dockerfile",
            context.workspace().source("Dockerfile").orElseThrow().lineText(1),
            "# ours"));
    ToolResult again = call(context, "take_files", object().put("proposal", name));
    assertThat(again).isInstanceOf(ToolResult.Retry.class);
    assertThat(again.text()).contains("its own version of Dockerfile (change 2 by edit_files");
    ObjectNode over = object().put("proposal", name);
    over.putArray("replace").add("Dockerfile");
    assertThat(call(context, "take_files", over)).isInstanceOf(ToolResult.Done.class);
  }

  @Test
  void theDraftIsShownWithItsEvidence() {
    ToolContext context = context(Map.of("Dockerfile", DOCKERFILE, "package.json", PACKAGE));
    assertThat(call(context, "show_draft", object()).text()).contains("The draft is empty");
    call(context, "edit_files", edit("Dockerfile", "npm install", "npm ci"));
    ObjectNode written = object().put("why", "data");
    written.putArray("files").addObject().put("path", "x/a.json").put("content", "{");
    assertThat(call(context, "write_files", written).text()).contains("FAILED");
    assertThat(call(context, "show_draft", object()).text())
        .contains("2 files, by 2 changes", "`Dockerfile` changed, +1 -1", "`x/a.json` added");
    ObjectNode one = object();
    one.putArray("paths").add("Dockerfile");
    assertThat(call(context, "show_draft", one).text()).contains("-RUN npm install\n+RUN npm ci");
    call(context, "delete_files", deleted("x/a.json"));
    assertThat(call(context, "show_draft", object()).text()).contains("1 files, by 3 changes");
  }

  private static ObjectNode deleted(String path) {
    ObjectNode arguments = object().put("why", "not needed");
    arguments.putArray("paths").add(path);
    return arguments;
  }

  @Test
  void aNeighbourThatChangesTakesTheEvidence() {
    ToolContext context = context(Map.of("Dockerfile", DOCKERFILE, "package.json", PACKAGE));
    call(context, "edit_files", edit("Dockerfile", "npm install", "npm ci"));
    Draft draft = context.draft();
    assertThat(context.checked().of(draft.file("Dockerfile").orElseThrow(), draft)).isPresent();
    call(context, "edit_files", edit("package.json", "\"a\"", "\"b\""));
    Draft then = context.draft();
    assertThat(context.checked().of(then.file("Dockerfile").orElseThrow(), then)).isEmpty();
  }
}

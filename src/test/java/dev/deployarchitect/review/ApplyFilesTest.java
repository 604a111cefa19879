package dev.deployarchitect.review;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deployarchitect.Given;
import dev.deployarchitect.tool.Approval;
import dev.deployarchitect.tool.ToolContext;
import dev.deployarchitect.tool.ToolResult;
import dev.deployarchitect.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of other tools, written into a copy of a repository. */
class ApplyFilesTest {
  private static final String BEFORE = "FROM node:22\nRUN apt-get install curl\n";
  private static final Approval.Decision YES = new Approval.Decision.Approved();

  @TempDir Path folder;
  private final List<Approval> asked = new ArrayList<>();

  @BeforeEach
  void make() throws IOException {
    Files.writeString(folder.resolve("Dockerfile"), BEFORE);
  }

  private ToolResult call(Approval.Decision decision, String arguments) {
    return call(new ToolContext(Workspace.open(folder).writable()), decision, arguments);
  }

  private ToolResult call(ToolContext context, Approval.Decision decision, String arguments) {
    return Given.call(
        context.allowedBy(approval -> {
          asked.add(approval);
          return decision;
        }),
        "apply_files",
        arguments);
  }

  @Test
  void aPersonSeesThePatchAndAYesWritesIt() throws IOException {
    ToolResult result = call(YES, "{\"tool\":\"fix_dockerfile\"}");
    assertThat(result.text()).startsWith("written: Dockerfile (changed)");
    assertThat(Files.readString(folder.resolve("Dockerfile"))).contains("apt-get install -y");
    assertThat(asked).hasSize(1);
    assertThat(asked.getFirst().action()).startsWith("Write 1 file into ");
    assertThat(asked.getFirst().detail())
        .contains("--- a/Dockerfile", "-RUN apt-get install curl", "+RUN apt-get");
  }

  @Test
  void calledAgainItFindsNothingToDoAndAsksNobody() {
    call(YES, "{\"tool\":\"fix_dockerfile\"}");
    asked.clear();
    assertThat(call(YES, "{\"tool\":\"fix_dockerfile\"}"))
        .isNotInstanceOf(ToolResult.Refused.class);
    assertThat(asked).isEmpty();
  }

  @Test
  void whatWasWrittenIsReadByTheNextCallOfTheSameRun() {
    ToolContext context = new ToolContext(Workspace.open(folder).writable());
    assertThat(Given.call(context, "read_files", "{\"files\":[\"Dockerfile\"]}").text())
        .contains("install curl");
    call(context, YES, "{\"tool\":\"fix_dockerfile\"}");
    assertThat(Given.call(context, "read_files", "{\"files\":[\"Dockerfile\"]}").text())
        .contains("install -y");
  }

  @Test
  void aNoWritesNothingAndTellsTheReason() throws IOException {
    ToolResult result =
        call(new Approval.Decision.Rejected("not today"), "{\"tool\":\"fix_dockerfile\"}");
    assertThat(result).isInstanceOf(ToolResult.Refused.class);
    assertThat(result.text()).contains("not today");
    assertThat(folder.resolve("Dockerfile")).hasContent(BEFORE);
    ToolResult nobody = call(new Approval.Decision.NobodyToAsk(), "{\"tool\":\"fix_dockerfile\"}");
    assertThat(nobody).isInstanceOf(ToolResult.Refused.class);
    assertThat(folder.resolve("Dockerfile")).hasContent(BEFORE);
  }

  @Test
  void whatChangesWhileThePersonThinksIsNotOverwritten() throws IOException {
    ToolContext context =
        new ToolContext(Workspace.open(folder).writable())
            .allowedBy(approval -> {
              try {
                Files.writeString(folder.resolve("Dockerfile"), "FROM mine\n");
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
              return YES;
            });
    ToolResult result = Given.call(context, "apply_files", "{\"tool\":\"fix_dockerfile\"}");
    assertThat(result).isInstanceOf(ToolResult.Refused.class);
    assertThat(result.text()).contains("is not what it was");
    assertThat(folder.resolve("Dockerfile")).hasContent("FROM mine\n");
  }

  @Test
  void aWorkspaceThatIsOnlyReadAsksNobody() {
    ToolResult result =
        call(new ToolContext(Workspace.open(folder)), YES, "{\"tool\":\"fix_dockerfile\"}");
    assertThat(result).isInstanceOf(ToolResult.Refused.class);
    assertThat(asked).isEmpty();
  }

  @Test
  void onlyChosenFilesAreWritten() {
    String files =
        """
        {"tool": "verify_files", "arguments": {"files": [
          {"path": "a.json", "content": "{}"}, {"path": "b.json", "content": "{}"}]},
          "paths": ["b.json"]}
        """;
    assertThat(call(YES, files).text()).isEqualToIgnoringNewLines("written: b.json (new)");
    assertThat(folder.resolve("a.json")).doesNotExist();
    assertThat(call(YES, files.replace("\"paths\": [\"b.json\"]", "\"paths\": [\"c\"]")).text())
        .contains("hands over no c; its files are: a.json, b.json");
  }

  @Test
  void whatHandsNothingOverAndWhatIsNoToolIsSaid() {
    assertThat(call(YES, "{\"tool\":\"list_files\"}").text()).contains("hands over no files");
    assertThat(call(YES, "{\"tool\":\"apply_files\",\"arguments\":{\"tool\":\"x\"}}").text())
        .contains("There is no tool apply_files");
    assertThat(call(YES, "{\"tool\":\"fix_dockerfile\",\"arguments\":{\"colour\":1}}").text())
        .contains("'colour' is no parameter");
    assertThat(asked).isEmpty();
  }

  private static String files(String... pathsAndContents) throws IOException {
    ObjectNode call = JsonNodeFactory.instance.objectNode().put("tool", "verify_files");
    ArrayNode files = call.putObject("arguments").putArray("files");
    for (int i = 0; i < pathsAndContents.length; i += 2) {
      files.addObject().put("path", pathsAndContents[i]).put("content", pathsAndContents[i + 1]);
    }
    return call.toString();
  }

  @Test
  void everyPathStandsFirstWithWhatItCanDoAndNothingIsCut() throws IOException {
    Approval.Decision no = new Approval.Decision.Rejected("later");
    String text = "some text\n".repeat(12_000);
    call(
        no,
        files(
            "a.txt",
            text,
            "tools/deploy",
            "#!/bin/sh\nrm -rf /\n",
            ".HUSKY/pre-commit",
            "x\n",
            "notes.md",
            "y\n",
            "apps/web/CLAUDE.md",
            "z\n"));
    String detail = asked.getFirst().detail();
    assertThat(detail)
        .startsWith("create  a.txt\ncreate  tools/deploy\n        Script: runs code")
        .contains(".HUSKY/pre-commit\n        Git hook: runs on developers' machines")
        .contains("create  notes.md\ncreate  apps/web/CLAUDE.md\n        AI agents: ")
        .contains("+rm -rf /")
        .containsPattern("(?m)^sha256 of the patch: [0-9a-f]{64}$");
    assertThat(detail.indexOf("CLAUDE.md")).isLessThan(detail.indexOf("diff --git"));
    assertThat(detail.lines().filter("+some text"::equals)).hasSize(12_000);
  }

  @Test
  void whatNobodyCanReadAtOnceIsNotAskedFor() throws IOException {
    String text = "some text\n".repeat(30_000);
    ToolResult result = call(YES, files("a.txt", text, "b.txt", "b\n"));
    assertThat(result).isInstanceOf(ToolResult.Retry.class);
    assertThat(result.text()).contains("Choose some of the files by paths: a.txt, b.txt");
    assertThat(asked).isEmpty();
    assertThat(folder.resolve("b.txt")).doesNotExist();
  }

  @Test
  void whatATerminalWouldObeyIsWrittenOut() throws IOException {
    call(YES, files("a.sh", "#!/bin/sh\nevil # \u001b[2K\r\u202enice\n"));
    assertThat(asked.getFirst().detail())
        .contains("+evil # <U+001B>[2K<U+000D><U+202E>nice")
        .doesNotContain("\u001b");
  }

  @Test
  void whatWouldBeRefusedIsRefusedBeforeAnybodyIsAsked() throws IOException {
    Files.createSymbolicLink(folder.resolve("out"), folder.getParent());
    for (String path :
        List.of("../x", ".git/hooks/pre-commit", ".GIT/config", "out/x", "a\nb", "x\u202ey")) {
      ToolResult result = call(YES, files(path, "x\n"));
      assertThat(result).as(path).isInstanceOf(ToolResult.Refused.class);
      assertThat(asked).as(path).isEmpty();
    }
  }

  /**
   * The repository has the secret already: it is written there, and shown and passed on nowhere.
   */
  @Test
  void aFileThatHoldsASecretIsFixedInItsPlaceAndPassedOnNowhere() throws IOException {
    String token = "ghp_" + "a1B2c3D4".repeat(5);
    Files.writeString(folder.resolve("Dockerfile"), BEFORE + "ENV TOKEN=" + token + "\n");
    ToolContext context = new ToolContext(Workspace.open(folder).writable());
    ToolResult.Done passed = (ToolResult.Done) Given.call(context, "fix_dockerfile", "{}");
    assertThat(passed.files()).isEmpty();
    assertThat(passed.text()).contains("Dockerfile is not delivered: line 3 holds a secret");
    call(YES, "{\"tool\":\"fix_dockerfile\"}");
    assertThat(asked).hasSize(1);
    assertThat(asked.getFirst().detail())
        .contains("-RUN apt-get install curl", "ENV TOKEN=[secret replaced]")
        .doesNotContain(token);
    assertThat(Files.readString(folder.resolve("Dockerfile"))).contains("-y curl", token);
  }
}

package dev.deployarchitect.review;

import static org.assertj.core.api.Assertions.assertThat;

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
    assertThat(Given.call(context, "read_file", "{\"path\":\"Dockerfile\"}").text())
        .contains("install curl");
    call(context, YES, "{\"tool\":\"fix_dockerfile\"}");
    assertThat(Given.call(context, "read_file", "{\"path\":\"Dockerfile\"}").text())
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

  @Test
  void aYesToALongPatchIsBoundToWhatIsNotShown() {
    String call =
        "{\"tool\":\"verify_files\",\"arguments\":{\"files\":[{\"path\":\"a.txt\",\"content\":\"%s\"}]}}";
    String line = "some text\\n";
    Approval.Decision no = new Approval.Decision.Rejected("later");
    call(no, call.formatted(line.repeat(8_000) + "one"));
    call(no, call.formatted(line.repeat(8_000) + "two"));
    assertThat(asked).hasSize(2);
    assertThat(asked.getFirst().detail()).contains("characters more of 1 files (sha256 of all: ");
    assertThat(asked.getFirst()).isNotEqualTo(asked.getLast());
  }
}

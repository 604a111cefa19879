package dev.deployarchitect.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.deployarchitect.Architect;
import dev.deployarchitect.Given;
import dev.deployarchitect.Workspaces;
import dev.deployarchitect.agent.ScriptedEndpoint.Reply;
import dev.deployarchitect.agent.memory.Earlier;
import dev.deployarchitect.agent.model.Message;
import dev.deployarchitect.agent.model.ToolCall;
import dev.deployarchitect.agent.spending.Usage;
import dev.deployarchitect.tool.ToolContext;
import dev.deployarchitect.tool.ToolResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import dev.deployarchitect.draft.Draft;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A folded result is read again without its work, also after a change of server. */
@Timeout(60)
class ReadResultTest {
  private static final Architect ARCHITECT = Given.architect();
  @TempDir Path folder;

  private List<JsonNode> ask(Limits limits, Earlier history, Progress progress, Reply... replies) {
    ToolContext context =
        new ToolContext(
            Workspaces.of(folder, Map.of("a.txt", "alpha 1\n".repeat(390), "b.txt", "b\n")));
    try (ScriptedEndpoint endpoint = new ScriptedEndpoint(replies)) {
      Given.agent(
              ARCHITECT,
              Given.model(endpoint.baseUrl(), "scripted", Duration.ofSeconds(5)),
              limits.impatient())
          .run(
              new TurnRequest(
                  "run_1",
                  "Well?",
                  history,
                  context,
                  Draft.EMPTY,
                  progress,
                  List.of(),
                  Person.NOBODY),
              e -> {},
              new Cancel());
      return endpoint.requests().stream().map(Given::json).toList();
    }
  }

  private static Reply call(String tool, String arguments) {
    return new Reply.Calls(List.<String[]>of(new String[] {tool, arguments}));
  }

  private static String result(JsonNode request, int fromTheEnd) {
    JsonNode messages = request.path("messages");
    return messages.get(messages.size() - fromTheEnd).path("content").asText();
  }

  @Test
  void aFoldedResultIsReadAgain() {
    List<JsonNode> requests =
        ask(
            Limits.DEFAULT.withWindow(3_500),
            Earlier.NOTHING,
            Progress.none(),
            call("read_files", "{\"files\":[\"a.txt\"]}"),
            call("read_files", "{\"files\":[\"a.txt:2-\"]}"),
            call("read_result", "{\"call\":\"call_1_0\",\"from_line\":380}"),
            new Reply.Says("Done."));
    assertThat(requests.get(1).toString()).doesNotContain("[Folded");
    assertThat(requests.get(2).toString())
        .contains("[Folded to make room", "read_result {\\\"call\\\":\\\"call_1_0\\\"}");
    assertThat(result(requests.get(3), 1))
        .contains("<untrusted source=\"read_result\">", "  390  alpha 1", "the last.]");
  }

  @Test
  void resultsOfAnotherServerAndOfEarlierRunsAreReadAgain() {
    ToolCall early = new ToolCall("old_1", "list_files", "{}");
    ToolCall late = new ToolCall("call_1_0", "list_files", "{}");
    Earlier history =
        new Earlier(
            "",
            List.of(
                new Message.User("Before?"),
                new Message.Assistant("", List.of(early)),
                new Message.ToolAnswer(early, ToolResult.Done.text("of the run before"), "x"),
                new Message.Assistant("Yes.", List.of())));
    Progress progress =
        new Progress(
            1,
            List.of(
                new Message.Assistant("", List.of(late)),
                new Message.ToolAnswer(late, ToolResult.Done.text("of the other server"), "x")),
            List.of(),
            Usage.NONE,
            Duration.ZERO,
            false,
            true);
    List<JsonNode> requests =
        ask(
            Limits.DEFAULT,
            history,
            progress,
            new Reply.Calls(
                List.of(
                    new String[] {"read_result", "{\"call\":\"old_1\"}"},
                    new String[] {"read_result", "{\"call\":\"call_1_0\"}"},
                    new String[] {"read_result", "{\"call\":\"none\"}"})),
            new Reply.Says("Done."));
    assertThat(result(requests.get(1), 3)).contains("of the run before");
    assertThat(result(requests.get(1), 2)).contains("of the other server");
    assertThat(result(requests.get(1), 1)).contains("There is no result of a call none");
  }

  @Test
  void aLongResultComesInParts() {
    ToolContext context =
        Given.sample().remembering(call -> java.util.Optional.of("0123456789\n".repeat(3_000)));
    ReadResult.Input first = new ReadResult.Input("c", null);
    String text = ReadResult.tool().function().call(first, context).text();
    assertThat(text)
        .hasSizeLessThan(12_500)
        .endsWith("[Lines 1 to 1091 of 3000; go on with from_line 1092.]");
    ToolContext line =
        Given.sample().remembering(call -> java.util.Optional.of("x".repeat(50_000)));
    assertThat(ReadResult.tool().function().call(first, line).text()).hasSizeLessThan(12_500);
  }

  @Test
  void theSameReadAfterTheFilesChangedIsNoRepetition() {
    RepeatedCalls repeated = new RepeatedCalls();
    List<Boolean> refused = new ArrayList<>();
    for (long version : new long[] {0, 0, 0, 1}) {
      ToolCall call = new ToolCall("c" + refused.size(), "read_files", "{\"files\":[\"a\"]}");
      refused.add(repeated.tooOften(call, version).isPresent());
    }
    assertThat(refused).containsExactly(false, false, true, false);
  }

  @Test
  void itsPageSaysWhenToUseItAndItsSchemaHasNotDrifted() throws IOException {
    Path at = Path.of(ReadResult.tool().folder());
    assertThat(Files.readString(at.resolve("tool.md"))).contains("Use it").contains("Returns ");
    String derived = ReadResult.tool().schema().toPrettyString() + "\n";
    if (Boolean.getBoolean("refresh")) {
      Files.writeString(at.resolve("schema.json"), derived);
    }
    assertThat(at.resolve("schema.json")).hasContent(derived);
  }
}

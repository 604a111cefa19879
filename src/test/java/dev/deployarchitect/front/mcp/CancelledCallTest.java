package dev.deployarchitect.front.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.deployarchitect.Architect;
import dev.deployarchitect.Given;
import dev.deployarchitect.content.Content;
import dev.deployarchitect.delivery.OutsideTool;
import dev.deployarchitect.scratch.Scratch;
import dev.deployarchitect.servers.ScratchProcesses;
import dev.deployarchitect.tool.OpenWorkspaces;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a client cancels stops, with the processes it has started; real rows are loaded here. */
@Timeout(180)
class CancelledCallTest {
  private static final String SLOW =
      "{\"name\":\"review_migrations\",\"arguments\":{\"execute\":true,\"rows\":1000000}}";

  private static PipedClient client() throws IOException {
    return new PipedClient(
            new Architect(Content.packed(), OutsideTool.none(), Scratch.at("")),
            Repositories.given(OpenWorkspaces.of(List.of(Given.SAMPLE)), true))
        .hello("2025-06-18", "{}");
  }

  @Test
  void aCancelledCallEndsWithoutAnAnswerAndTheNextIsAnswered() throws Exception {
    try (PipedClient client = client()) {
      int slow = client.begin("tools/call", SLOW);
      ScratchProcesses.awaitLoading(ProcessHandle.current());
      client.send(
          "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":%d}}"
              .formatted(slow));
      ScratchProcesses.awaitNone(ProcessHandle.current());
      JsonNode next = client.request("tools/call", SLOW.replace("1000000", "0"));
      assertThat(next.at("/result/content/0/text").asText()).contains("Executed on a scratch");
    }
  }

  @Test
  void theEndOfTheInputEndsWhatIsUnderWay() throws Exception {
    PipedClient client = client();
    client.begin("tools/call", SLOW);
    ScratchProcesses.awaitLoading(ProcessHandle.current());
    client.close();
    ScratchProcesses.awaitNone(ProcessHandle.current());
  }
}

package dev.deployarchitect.front.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.deployarchitect.Given;
import dev.deployarchitect.tool.OpenWorkspaces;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A line that is no message costs no other, as JSON-RPC 2.0 (section 5.1) has it. */
@Timeout(60)
class BadLinesTest {
  private PipedClient client;

  @BeforeEach
  void connect() throws IOException {
    client =
        new PipedClient(
            Given.architect(), Repositories.given(OpenWorkspaces.of(List.of(Given.SAMPLE)), true));
  }

  @AfterEach
  void hangUp() throws IOException {
    client.close();
  }

  private void isAnswered() throws IOException {
    assertThat(client.request("tools/list", "{}").at("/result/tools")).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{nope | -32700 | null",
        "{} {} | -32700 | null",
        "[] | -32600 | null",
        "\"x\" | -32600 | null",
        "42 | -32600 | null",
        "null | -32600 | null",
        "{} | -32600 | null",
        "[{\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"ping\"}] | -32600 | null",
        "{\"jsonrpc\":\"1.0\",\"id\":5,\"method\":\"ping\"} | -32600 | 5",
        "{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"ping\"} | -32600 | null",
        "{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"ping\"} | -32600 | null",
        "{\"jsonrpc\":\"2.0\",\"id\":\"a\",\"method\":7} | -32600 | \"a\"",
        "{\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"tools/call\",\"params\":[]} | -32602 | 5",
        "{\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"no/such\"} | -32601 | 5"
      })
  void aBadLineGetsItsErrorAndTheNextRequestItsAnswer(String line, int code, String id)
      throws IOException {
    client.hello("2025-06-18", "{}");
    client.send(line);
    JsonNode error = client.next();
    assertThat(error.path("jsonrpc").asText()).isEqualTo("2.0");
    assertThat(error.at("/error/code").asInt()).as(error.toString()).isEqualTo(code);
    assertThat(error.get("id")).isEqualTo(Given.json(id));
    assertThat(error.toString()).doesNotContain("Exception", "modelcontextprotocol");
    isAnswered();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        "\r",
        // Answers to nothing are not answered: two sides could go on with that for ever.
        "{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32700,\"message\":\"x\"}}",
        "{\"jsonrpc\":\"2.0\",\"id\":77,\"result\":{}}",
        "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/unknown\"}",
        "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":99}}",
        "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\"}"
      })
  void whatWantsNoAnswerGetsNone(String line) throws IOException {
    client.hello("2025-06-18", "{}");
    client.send(line);
    isAnswered();
  }

  @Test
  void whatIsNoTextOrTooMuchOfItIsAParseError() throws IOException {
    client.hello("2025-06-18", "{}");
    client.send(new byte[] {(byte) 0xff, (byte) 0xfe, '{', '}', '\n'});
    assertThat(client.next().at("/error/code").asInt()).isEqualTo(-32700);
    byte[] piece = "x".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 17; i++) {
      client.send(piece);
    }
    client.send("");
    assertThat(client.next().at("/error/message").asText()).contains("longer than");
    client.send("[".repeat(100_000));
    assertThat(client.next().at("/error/code").asInt()).isEqualTo(-32700);
    isAnswered();
  }

  @Test
  void aMarkOfTheByteOrderAndLineEndsOfWindowsAreNoMatter() throws IOException {
    client.send(
        "\uFEFF{\"jsonrpc\":\"2.0\",\"id\":\"first\",\"method\":\"ping\"}\r\n"
            .getBytes(StandardCharsets.UTF_8));
    assertThat(client.next().path("id").asText()).isEqualTo("first");
    client.hello("2025-11-25", "{}");
    isAnswered();
  }

  @Test
  void requestsBeforeTheHandshakeAreRefusedAndAForgottenLastWordIsNoMatter() throws IOException {
    assertThat(client.request("tools/list", "{}").at("/error/code").asInt()).isEqualTo(-32600);
    assertThat(client.request("server/discover", "{}").at("/error/code").asInt())
        .as("clients of 2026-07-28 fall back on this")
        .isEqualTo(-32601);
    client.request(
        "initialize",
        "{\"protocolVersion\":\"2025-06-18\",\"capabilities\":{},\"clientInfo\":{\"name\":\"t\",\"version\":\"1\"}}");
    isAnswered();
  }

  @Test
  void aBatchIsAnsweredByABatchWhereTheRevisionHasThem() throws IOException {
    client.hello("2025-03-26", "{}");
    client.send(
        "[{\"jsonrpc\":\"2.0\",\"id\":\"a\",\"method\":\"ping\"},"
            + "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/unknown\"},7,"
            + "{\"jsonrpc\":\"2.0\",\"id\":\"b\",\"method\":\"tools/list\"}]");
    JsonNode answers = client.next();
    assertThat(answers.isArray()).isTrue();
    assertThat(answers).hasSize(3);
    assertThat(answers.findValuesAsText("id")).containsExactlyInAnyOrder("a", "null", "b");
    isAnswered();
  }

  @Test
  void paramsThatFitNoMethodAreAnErrorWithoutOurInside() throws IOException {
    client.hello("2025-06-18", "{}");
    JsonNode error = client.request("tools/call", "{\"name\":{},\"arguments\":7}");
    assertThat(error.has("error")).isTrue();
    assertThat(error.toString()).doesNotContain("Exception", "jackson", "modelcontextprotocol");
    isAnswered();
  }
}

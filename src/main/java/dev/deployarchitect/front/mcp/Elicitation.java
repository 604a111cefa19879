package dev.deployarchitect.front.mcp;

import dev.deployarchitect.agent.Cancel;
import dev.deployarchitect.agent.Person;
import dev.deployarchitect.tool.Approval;
import io.modelcontextprotocol.server.McpSyncServerExchange;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.Map;

/** The person behind an MCP client, asked by elicitation where the client declares it. */
final class Elicitation implements Person {
  /** Clients show this in a dialog; what is longer is not asked, as nothing may be left out. */
  private static final int MAX_DETAIL = 20_000;

  private static final Map<String, Object> FORM =
      Map.of(
          "type",
          "object",
          "properties",
          Map.of(
              "reason",
              Map.of("type", "string", "description", "Why not, or anything to add (optional)")));

  private final McpSyncServerExchange exchange;

  Elicitation(McpSyncServerExchange exchange) {
    this.exchange = exchange;
  }

  @Override
  public boolean isThere() {
    McpSchema.ClientCapabilities client = exchange.getClientCapabilities();
    return client != null && client.elicitation() != null;
  }

  @Override
  public Approval.Decision decide(String id, Approval approval, Cancel cancel) {
    return decide(approval);
  }

  Approval.Decision decide(Approval approval) {
    if (!isThere()) {
      return new Approval.Decision.NobodyToAsk();
    }
    String detail = approval.detail();
    if (detail.length() > MAX_DETAIL) {
      return new Approval.Decision.Rejected(
          "it has %,d characters, more than a client's dialog shows (%,d); ask for less at once, such as fewer files by paths"
              .formatted(detail.length(), MAX_DETAIL));
    }
    McpSchema.ElicitResult answer;
    try {
      answer =
          exchange.createElicitation(
              McpSchema.ElicitFormRequest.builder(approval.action() + "?\n\n" + detail, FORM)
                  .build());
    } catch (RuntimeException e) {
      return new Approval.Decision.Rejected("the client did not answer");
    }
    return switch (answer.action()) {
      case ACCEPT -> new Approval.Decision.Approved();
      case DECLINE -> new Approval.Decision.Rejected(reason(answer));
      case CANCEL -> new Approval.Decision.Rejected("the question was closed");
    };
  }

  private static String reason(McpSchema.ElicitResult answer) {
    Object reason = answer.content() == null ? null : answer.content().get("reason");
    return reason instanceof String text && !text.isBlank() ? text.strip() : "no reason was given";
  }
}

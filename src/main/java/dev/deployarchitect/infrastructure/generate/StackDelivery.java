package dev.deployarchitect.infrastructure.generate;

import dev.deployarchitect.content.Content;
import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.delivery.Delivered;
import dev.deployarchitect.delivery.Recommendation;
import dev.deployarchitect.delivery.Surroundings;
import dev.deployarchitect.delivery.Verification;
import dev.deployarchitect.project.ProjectProfile;
import dev.deployarchitect.tool.ResultText;
import dev.deployarchitect.tool.ToolContext;
import dev.deployarchitect.tool.ToolResult;
import java.util.List;

/** Hands over a stack's files with their evidence and the advice that goes with them. */
record StackDelivery(Content content, Verification verification) {
  private static final String DOMAIN = "(?i)[a-z0-9]([a-z0-9.-]{1,200})\\.[a-z]{2,}";

  /**
   * The result of a tool.
   *
   * @param domain the name users type, or null for an example
   * @param port the port the application listens on, or null for 3000
   */
  ToolResult of(Blueprint blueprint, String domain, Integer port, ToolContext context) {
    String host = domain == null ? "app.example.com" : domain;
    if (!host.matches(DOMAIN)) {
      return new ToolResult.Retry("'%s' is no domain name.".formatted(host));
    }
    ProjectProfile profile = context.profile();
    StackNames names =
        new StackNames(
            StackNames.application(profile),
            host,
            port == null ? 3000 : Math.clamp(port, 1, 65_535));
    Blueprint.Order order =
        new Blueprint.Order(
            content, context.workspace(), profile, names, StackNames.secrets(profile));
    List<Artifact> artifacts = blueprint.files(order);
    List<Delivered> delivered = verification.verify(artifacts, Surroundings.of(context.workspace()));
    Recommendation recommendation = blueprint.advice(order, artifacts);
    return ToolResult.Done.delivery(
        ResultText.markdown(recommendation, delivered), delivered, List.of(recommendation));
  }
}

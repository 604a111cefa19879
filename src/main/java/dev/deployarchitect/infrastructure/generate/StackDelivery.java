package dev.deployarchitect.infrastructure.generate;

import dev.deployarchitect.content.Content;
import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.delivery.Delivered;
import dev.deployarchitect.delivery.Recommendation;
import dev.deployarchitect.delivery.Surroundings;
import dev.deployarchitect.delivery.Verification;
import dev.deployarchitect.project.ProjectProfile;
import dev.deployarchitect.project.stack.ListeningPort;
import dev.deployarchitect.tool.ToolContext;
import dev.deployarchitect.tool.ToolResult;
import java.util.List;
import java.util.Optional;

/** Hands over a stack's files with their evidence and the advice that goes with them. */
record StackDelivery(Content content, Verification verification) {
  private static final String DOMAIN = "(?i)[a-z0-9]([a-z0-9.-]{1,200})\\.[a-z]{2,}";

  /**
   * The result of a tool.
   *
   * @param tool that asks
   * @param domain the name users type, or null for an example
   * @param given the port the application listens on, or null for what the project says
   */
  ToolResult of(
      String tool, Blueprint blueprint, String domain, Integer given, ToolContext context) {
    Optional<String> unfit = StackFit.refusal(tool, blueprint, context);
    if (unfit.isPresent()) {
      return new ToolResult.Refused(unfit.get());
    }
    Optional<Integer> port =
        Optional.ofNullable(given)
            .or(() ->
                blueprint.listens()
                    ? ListeningPort.of(context.workspace(), context.profile())
                        .map(ListeningPort::number)
                    : Optional.of(3000));
    if (port.isEmpty()) {
      return new ToolResult.Retry(ListeningPort.ask(tool));
    }
    if (port.get() < 1 || port.get() > 65_535) {
      return new ToolResult.Retry("port must be between 1 and 65535.");
    }
    String host = domain == null ? "app.example.com" : domain;
    if (!host.matches(DOMAIN)) {
      return new ToolResult.Retry("'%s' is no domain name.".formatted(host));
    }
    ProjectProfile profile = context.profile();
    StackNames names = new StackNames(StackNames.application(profile), host, port.get());
    Blueprint.Order order =
        new Blueprint.Order(
            content, context.workspace(), profile, names, StackNames.secrets(profile));
    List<Artifact> artifacts = blueprint.files(order);
    List<Delivered> delivered =
        verification.verify(artifacts, Surroundings.of(context.workspace()));
    Recommendation recommendation = blueprint.advice(order, artifacts);
    return ToolResult.Done.delivery("", delivered, List.of(recommendation));
  }
}

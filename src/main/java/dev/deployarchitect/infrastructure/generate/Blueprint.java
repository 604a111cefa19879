package dev.deployarchitect.infrastructure.generate;

import dev.deployarchitect.content.Content;
import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.delivery.Recommendation;
import dev.deployarchitect.project.ProjectProfile;
import dev.deployarchitect.project.Topic;
import dev.deployarchitect.workspace.Workspace;
import java.util.List;
import java.util.Map;

/** One way to run an application: its files, and the advice that goes with them. */
sealed interface Blueprint
    permits AwsStack, GoogleStack, VercelStack, SiteStack, CloudFormationStack, PulumiStack {

  /** What a stack is made from. */
  record Order(
      Content content,
      Workspace workspace,
      ProjectProfile profile,
      StackNames names,
      List<String> secrets) {

    /** What the templates of every stack know of the application. */
    Map<String, Object> values() {
      return Map.of(
          "name", names.application(),
          "port", names.port(),
          "health", profile.nameOr(Topic.HEALTH_ROUTE, "/"),
          "secrets", secrets);
    }
  }

  /** Whether it runs a server of the application's, which listens on a port. */
  default boolean listens() {
    return !(this instanceof SiteStack || this instanceof VercelStack);
  }

  /** Whether PostgreSQL is a part of it. */
  default boolean hasDatabase() {
    return !(this instanceof SiteStack);
  }

  List<Artifact> files(Order order);

  Recommendation advice(Order order, List<Artifact> files);
}

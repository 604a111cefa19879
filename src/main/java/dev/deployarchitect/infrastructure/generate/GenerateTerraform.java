package dev.deployarchitect.infrastructure.generate;

import dev.deployarchitect.content.Content;
import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.delivery.Delivered;
import dev.deployarchitect.delivery.Recommendation;
import dev.deployarchitect.delivery.Verification;
import dev.deployarchitect.project.ProjectProfile;
import dev.deployarchitect.project.Topic;
import dev.deployarchitect.tool.Param;
import dev.deployarchitect.tool.ResultText;
import dev.deployarchitect.tool.Tool;
import dev.deployarchitect.tool.ToolContext;
import dev.deployarchitect.tool.ToolResult;
import java.util.List;
import java.util.Optional;

/** Writes one stack for the application, for staging and production. */
public final class GenerateTerraform {

  record Input(
      @Param(
              value =
                  "Where it runs: aws (ECS), google (Cloud Run), vercel (with Neon and Cloudflare),"
                      + " static (S3 and CloudFront); without it, what the repository says, else aws",
              oneOf = {"aws", "google", "vercel", "static", "azure"})
          String cloud,
      @Param("The name users type, such as app.example.com") String domain,
      @Param("The port the application listens on; 3000 without it") Integer port) {}

  private final Content content;
  private final Verification verification;

  public GenerateTerraform(Content content, Verification verification) {
    this.content = content;
    this.verification = verification;
  }

  public Tool<?> tool() {
    return new Tool<>("generate_terraform", "infrastructure", Input.class, this::call);
  }

  private ToolResult call(Input input, ToolContext context) {
    Optional<Blueprint> blueprint = blueprint(input.cloud(), context.profile());
    if (blueprint.isEmpty()) {
      return new ToolResult.NothingFound(
          "generate_terraform knows aws, google, vercel and static. For %s there is no template here"
                  .formatted(input.cloud())
              + " that was checked, so none is written.");
    }
    String domain = input.domain() == null ? "app.example.com" : input.domain();
    if (!domain.matches("(?i)[a-z0-9]([a-z0-9.-]{1,200})\\.[a-z]{2,}")) {
      return new ToolResult.Retry("'%s' is no domain name.".formatted(domain));
    }
    int port = input.port() == null ? 3000 : Math.clamp(input.port(), 1, 65_535);
    ProjectProfile profile = context.profile();
    List<String> secrets = StackNames.secrets(profile);
    StackNames names = new StackNames(StackNames.application(profile), domain, port);
    Blueprint.Order order =
        new Blueprint.Order(content, context.workspace(), profile, names, secrets);
    List<Artifact> artifacts = blueprint.get().files(order);
    List<Delivered> delivered = verification.verify(artifacts);
    Recommendation recommendation = blueprint.get().advice(order, artifacts);
    return ToolResult.Done.delivery(
        ResultText.markdown(recommendation, delivered), delivered, List.of(recommendation));
  }

  private static Optional<Blueprint> blueprint(String cloud, ProjectProfile profile) {
    boolean serverless =
        profile.has(Topic.HOST, "vercel") && !profile.has(Topic.CONTAINER, "docker");
    return switch (cloud == null ? (serverless ? "vercel" : "aws") : cloud) {
      case "aws" -> Optional.of(new AwsStack());
      case "google" -> Optional.of(new GoogleStack());
      case "vercel" -> Optional.of(new VercelStack());
      case "static" -> Optional.of(new SiteStack());
      default -> Optional.empty();
    };
  }
}

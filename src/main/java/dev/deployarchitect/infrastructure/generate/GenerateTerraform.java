package dev.deployarchitect.infrastructure.generate;

import dev.deployarchitect.content.Content;
import dev.deployarchitect.delivery.Verification;
import dev.deployarchitect.project.ProjectProfile;
import dev.deployarchitect.project.Topic;
import dev.deployarchitect.tool.Param;
import dev.deployarchitect.tool.Tool;
import dev.deployarchitect.tool.ToolContext;
import dev.deployarchitect.tool.ToolResult;
import java.util.Locale;
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
      @Param("The port the application listens on; read from the project without it") Integer port,
      @Param(
              value = "On aws, what stands before the load balancer; cloudfront without it",
              oneOf = {"cloudfront", "cloudflare", "fastly"})
          String cdn,
      @Param(
              value =
                  "On aws, where the values of secrets lie: aws (Secrets Manager) or vault"
                      + " (HashiCorp Vault); aws without it",
              oneOf = {"aws", "vault"})
          String secrets,
      @Param(
              value = "On vercel, who runs PostgreSQL; neon without it",
              oneOf = {"neon", "supabase", "planetscale"})
          String database,
      @Param(
              "On vercel, paths that another server answers, as SOURCE=URL with spaces between, such as"
                  + " /docs/:path*=https://docs.example.com/:path*")
          String rewrites) {}

  private final StackDelivery delivery;

  public GenerateTerraform(Content content, Verification verification) {
    this.delivery = new StackDelivery(content, verification);
  }

  public Tool<?> tool() {
    return Tool.delivering("generate_terraform", "infrastructure", Input.class, this::call);
  }

  private ToolResult call(Input input, ToolContext context) {
    Optional<Blueprint> blueprint = blueprint(input, context.profile());
    if (blueprint.isEmpty()) {
      return new ToolResult.NothingFound(
          "generate_terraform knows aws, google, vercel and static. For %s there is no template here"
                  .formatted(input.cloud())
              + " that was checked, so none is written.");
    }
    Rewrites rewrites = Rewrites.read(input.rewrites());
    if (rewrites.fault().isPresent()) {
      return new ToolResult.Retry(rewrites.fault().get());
    }
    if (!rewrites.destinations().isEmpty() && VercelSettings.hasRewrites(context.workspace())) {
      return new ToolResult.Retry(
          "vercel.json has rewrites of its own; add them there, and call without rewrites.");
    }
    return delivery.of(
        "generate_terraform", blueprint.get(), input.domain(), input.port(), context);
  }

  private static Optional<Blueprint> blueprint(Input input, ProjectProfile profile) {
    boolean serverless =
        profile.has(Topic.HOST, "vercel") && !profile.has(Topic.CONTAINER, "docker");
    String cloud = input.cloud();
    return switch (cloud == null ? (serverless ? "vercel" : "aws") : cloud) {
      case "aws" ->
          Optional.of(
              new AwsStack(
                  input.cdn() == null
                      ? AwsStack.Edge.CLOUDFRONT
                      : AwsStack.Edge.valueOf(input.cdn().toUpperCase(Locale.ROOT)),
                  "vault".equals(input.secrets())
                      ? AwsStack.Store.VAULT
                      : AwsStack.Store.SECRETS_MANAGER));
      case "google" -> Optional.of(new GoogleStack());
      case "vercel" ->
          Optional.of(
              new VercelStack(
                  ServerlessDatabase.named(input.database()),
                  Rewrites.read(input.rewrites()).destinations()));
      case "static" -> Optional.of(new SiteStack());
      default -> Optional.empty();
    };
  }
}

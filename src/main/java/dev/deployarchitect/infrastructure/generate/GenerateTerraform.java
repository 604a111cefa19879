package dev.deployarchitect.infrastructure.generate;

import dev.deployarchitect.content.Content;
import dev.deployarchitect.content.DatedTable;
import dev.deployarchitect.content.Template;
import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.delivery.Delivered;
import dev.deployarchitect.delivery.Recommendation;
import dev.deployarchitect.delivery.Verification;
import dev.deployarchitect.project.Fact;
import dev.deployarchitect.project.ProjectProfile;
import dev.deployarchitect.project.Topic;
import dev.deployarchitect.syntax.hcl.HclFormat;
import dev.deployarchitect.tool.Param;
import dev.deployarchitect.tool.ResultText;
import dev.deployarchitect.tool.Tool;
import dev.deployarchitect.tool.ToolContext;
import dev.deployarchitect.tool.ToolResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes one stack for the application on AWS, by environment. */
public final class GenerateTerraform {
  private static final String FOLDER = "tools/infrastructure/generate_terraform/";
  private static final List<String> FILES =
      List.of(
          "versions.tf",
          "variables.tf",
          "network.tf",
          "service.tf",
          "database.tf",
          "cdn.tf",
          "secrets.tf",
          "alarms.tf",
          "outputs.tf");

  record Input(
      @Param(
              value = "The cloud; only aws is known",
              oneOf = {"aws", "google", "azure"})
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
    if (input.cloud() != null && !input.cloud().equals("aws")) {
      return new ToolResult.NothingFound(
          "generate_terraform writes for AWS only. For %s there is no template here that was"
                  .formatted(input.cloud())
              + " checked, so none is written.");
    }
    String domain = input.domain() == null ? "app.example.com" : input.domain();
    if (!domain.matches("(?i)[a-z0-9]([a-z0-9.-]{1,200})\\.[a-z]{2,}")) {
      return new ToolResult.Retry("'%s' is no domain name.".formatted(domain));
    }
    int port = input.port() == null ? 3000 : Math.clamp(input.port(), 1, 65_535);
    ProjectProfile profile = context.profile();
    List<String> secrets = secrets(profile);
    List<Artifact> artifacts = new ArrayList<>();
    Map<String, Object> values = new HashMap<>();
    values.put("name", name(profile));
    values.put("port", port);
    values.put("health", profile.nameOr(Topic.HEALTH_ROUTE, "/"));
    values.put("postgres", "17");
    values.put("secrets", secrets);
    for (String file : FILES) {
      String text = Template.fill(content.text(FOLDER + "templates/" + file), values);
      artifacts.add(new Artifact("terraform/" + file, HclFormat.format(text), purpose(file)));
    }
    for (Sizing size : List.of(Sizing.STAGING, Sizing.PRODUCTION)) {
      artifacts.addAll(environment(size, domain, name(profile)));
    }
    List<Delivered> delivered = verification.verify(artifacts);
    DatedTable prices = DatedTable.read(content.text(FOLDER + "prices.tsv"));
    Recommendation recommendation =
        TerraformAdvice.of(artifacts, new Estimate(prices), secrets.size(), profile);
    return ToolResult.Done.delivery(
        ResultText.markdown(recommendation, delivered), delivered, List.of(recommendation));
  }

  private List<Artifact> environment(Sizing size, String domain, String name) {
    Map<String, Object> values = new HashMap<>();
    values.put("environment", size.environment());
    values.put("host", size.standby() ? domain : "staging." + domain);
    values.put("minTasks", size.minTasks());
    values.put("maxTasks", size.maxTasks());
    values.put("cpu", size.cpu());
    values.put("memory", size.memory());
    values.put("databaseClass", size.databaseClass());
    values.put("storage", size.storage());
    values.put("budget", size.budget());
    String text = Template.fill(content.text(FOLDER + "templates/environment.tfvars"), values);
    String folder = "terraform/environments/" + size.environment();
    return List.of(
        new Artifact(
            folder + ".tfvars", HclFormat.format(text), "the values of " + size.environment()),
        new Artifact(
            folder + ".backend",
            HclFormat.format(
                "bucket = \"%s-terraform-state\"\nkey = \"%s.tfstate\"\nregion = \"eu-central-1\"\n"
                    .formatted(name, size.environment())),
            "where the state of " + size.environment() + " lies"));
  }

  private static String name(ProjectProfile profile) {
    String name =
        profile
            .name()
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^[^a-z]+|-$", "");
    return name.isEmpty() ? "app" : name.substring(0, Math.min(20, name.length()));
  }

  /** Variables the running application reads, but for public ones and the build's own. */
  private static List<String> secrets(ProjectProfile profile) {
    List<String> names =
        profile
            .about(Topic.ENVIRONMENT)
            .map(Fact::name)
            .filter(n ->
                !n.startsWith("NEXT_PUBLIC_")
                    && !n.startsWith("VERCEL")
                    && !n.matches("CI|PORT|HOSTNAME|NODE_ENV|ANALYZE|NEXT_RUNTIME|TZ"))
            .filter(n -> n.matches(".*(KEY|SECRET|TOKEN|PASSWORD|URL|DSN|CREDENTIALS).*"))
            .sorted()
            .limit(40)
            .toList();
    return names.isEmpty() ? List.of("DATABASE_URL") : names;
  }

  private static String purpose(String file) {
    return switch (file) {
      case "versions.tf" -> "providers, their versions, and the locked remote state";
      case "variables.tf" -> "every value an environment may choose, typed and checked";
      case "network.tf" -> "network, subnets and who may talk to whom";
      case "service.tf" -> "load balancer, container service, its roles and autoscaling";
      case "database.tf" -> "PostgreSQL with backups, parameters and a standby in production";
      case "cdn.tf" -> "CDN for static files, past which streams and the API go, and the firewall";
      case "secrets.tf" -> "the names of the application's secrets";
      case "alarms.tf" -> "alarms and the budget";
      default -> "what the pipeline and the DNS need to know";
    };
  }
}

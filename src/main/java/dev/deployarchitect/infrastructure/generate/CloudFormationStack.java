package dev.deployarchitect.infrastructure.generate;

import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.delivery.Recommendation;
import dev.deployarchitect.project.Topic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The stack on AWS as CloudFormation: a template for each thing that changes at its own pace. */
record CloudFormationStack() implements Blueprint {
  private static final String TEMPLATES = "tools/infrastructure/generate_cloudformation/templates/";

  /** In the order of their making, with what a bad update of each does. */
  private static final List<TemplateReadme.Part> PARTS =
      List.of(
          new TemplateReadme.Part(
              "pipeline",
              "A bad update stops releases, not the application; back: the former template."),
          new TemplateReadme.Part(
              "network",
              "A changed `CidrBlock` would replace the network; CloudFormation refuses it while other stacks import from"
                  + " it, and deploy.sh before that. Back: the former value."),
          new TemplateReadme.Part(
              "secrets",
              "Empty secrets; their values are put there by hand or by a rotation. A name that is taken out keeps its"
                  + " secret in the account (`DeletionPolicy: Retain`)."),
          new TemplateReadme.Part(
              "database",
              "**Cannot be undone: deleting or replacing the instance.** The stack policy refuses both, production's"
                  + " deletion protection and termination protection too, and a snapshot and the automated backups remain."
                  + " A change of `DatabaseClass` restarts it (with a standby: about a minute). Storage cannot shrink."),
          new TemplateReadme.Part(
              "service",
              "A version that does not become healthy is taken back by the circuit breaker, and the stack with it. Back by"
                  + " hand: deploy.sh with the former image."),
          new TemplateReadme.Part(
              "edge",
              "In us-east-1, where CloudFront looks for both. A rule that blocks too much shows at once in the metric of"
                  + " its name; back: the former template."),
          new TemplateReadme.Part(
              "cdn",
              "An update takes minutes to reach all edges, and as long to take back: the former template. Static files are"
                  + " kept a year under the path alone; pages, the API and streams are never cached."),
          new TemplateReadme.Part(
              "alarms", "Nothing here serves users: a bad update costs at most an alarm."));

  private static final AwsAdvice.Wording WORDING =
      new AwsAdvice.Wording(
          List.of(
              "Set domain, zone and mail address in cloudformation/environments/*.parameters.",
              "Once for each account, by a person: aws cloudformation deploy --stack-name"
                  + " APP-ENVIRONMENT-pipeline --template-file cloudformation/pipeline.yaml"
                  + " --capabilities CAPABILITY_NAMED_IAM --parameter-overrides Environment=ENVIRONMENT"
                  + " Repository=OWNER/NAME. Its output is the pipeline's AWS_DEPLOY_ROLE_ARN.",
              "cloudformation/deploy.sh staging IMAGE@sha256:DIGEST: it shows every change and asks, and stops"
                  + " when it has made the secrets.",
              "Set the values of the secrets by hand: aws secretsmanager put-secret-value; then deploy.sh"
                  + " again.",
              "Confirm the mail of the alarms' subscription.",
              "Look at staging, then the same digest to production: promotion is the same templates and"
                  + " the same image with other values."),
          "deleting the database, and replacing it. deploy.sh does not apply such a change,"
              + " stack-policy.json makes CloudFormation refuse it, production has deletion protection,"
              + " and a snapshot and the automated backups remain.",
          "A bad update: CloudFormation takes a failed one back by itself; a bad one that went through,"
              + " git revert and deploy.sh. What each stack does then is in cloudformation/README.md.",
          "the .parameters files",
          "BackupDays in database.yaml",
          "alarms.yaml");

  @Override
  public List<Artifact> files(Order order) {
    Map<String, Object> values = new HashMap<>(order.values());
    values.put("secrets", secrets(order.secrets()));
    values.put("webhooks", FirewallRule.of("webhook", 10, order.profile(), Topic.WEBHOOK_ROUTE));
    values.put("streams", FirewallRule.of("stream", 60, order.profile(), Topic.SSE_ROUTE));
    values.putAll(
        Map.of("connections", Sizing.PRODUCTION.values(order.names()).get("connections")));
    StackFiles files =
        new StackFiles(
            order.content(), TEMPLATES, "cloudformation/", UnaryOperator.identity(), values);
    PARTS.forEach(part -> files.add(part.file(), part.purpose()));
    files
        .page(
            "README.md", TemplateReadme.of(files.files(), PARTS), "what each stack takes and gives")
        .add("deploy.sh", "brings the stacks of one environment up to date")
        .add("stack-policy.json", "what an update must never do to the database");
    for (Sizing size : List.of(Sizing.STAGING, Sizing.PRODUCTION)) {
      String name = size.environment();
      files.filled(
          "environment.parameters",
          "environments/" + name + ".parameters",
          "the values of " + name,
          size.values(order.names()));
    }
    return files.files();
  }

  /** The secrets and their logical ids, which have letters and digits alone and differ. */
  private static List<Map<String, Object>> secrets(List<String> variables) {
    List<Map<String, Object>> secrets = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (String variable : variables) {
      String id = logicalId(variable);
      while (!taken.add(id)) {
        id += "2";
      }
      secrets.add(Map.of("name", variable, "id", id));
    }
    return secrets;
  }

  private static String logicalId(String variable) {
    StringBuilder id = new StringBuilder();
    for (String word : variable.split("[^A-Za-z0-9]+")) {
      if (!word.isEmpty()) {
        id.append(Character.toUpperCase(word.charAt(0)))
            .append(word.substring(1).toLowerCase(Locale.ROOT));
      }
    }
    return id.toString();
  }

  @Override
  public Recommendation advice(Order order, List<Artifact> files) {
    return AwsAdvice.of(files, AwsEstimate.of(order), order.profile(), WORDING);
  }
}

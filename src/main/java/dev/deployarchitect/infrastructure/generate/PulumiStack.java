package dev.deployarchitect.infrastructure.generate;

import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.delivery.Recommendation;
import dev.deployarchitect.project.Topic;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The stack on AWS as one Pulumi program in TypeScript, a component for each part. */
record PulumiStack() implements Blueprint {
  private static final String TEMPLATES = "tools/infrastructure/generate_pulumi/templates/";

  private static final AwsAdvice.Wording WORDING =
      new AwsAdvice.Wording(
          List.of(
              "In pulumi/: npm install, then npm test: the program runs with its providers mocked, no"
                  + " account is needed.",
              "Choose where states lie: pulumi login (Pulumi Cloud), or pulumi login s3://BUCKET for a"
                  + " bucket that is versioned, encrypted and closed; both lock.",
              "Once for each account, by a person: aws iam create-open-id-connect-provider --url"
                  + " https://token.actions.githubusercontent.com --client-id-list sts.amazonaws.com.",
              "Set account, domain, zone, mail address and repository in Pulumi.staging.yaml and"
                  + " Pulumi.production.yaml.",
              "pulumi stack init staging; pulumi config set image IMAGE@sha256:DIGEST; pulumi preview"
                  + " --diff, read it, then pulumi up.",
              "Set the values of the secrets by hand: aws secretsmanager put-secret-value.",
              "Confirm the mail of the alarms' subscription.",
              "Look at staging, then the same digest to the stack production: promotion is the same"
                  + " program and the same image with other values."),
          "deleting the database, and replacing it. protect makes such an update fail, AWS refuses it as"
              + " long as deletionProtection is on, and a final snapshot and the automated backups remain."
              + " Never take protect out to get an update through.",
          "A bad update: git revert and pulumi up; an update that was cut off: pulumi refresh first."
              + " Components that serve nobody (alarms, pipeline) cost at most an alarm or a release.",
          "the Pulumi.*.yaml files",
          "backupDays in src/settings.ts",
          "src/alarms.ts");

  private static final Map<String, String> SCRIPTS =
      Map.ofEntries(
          Map.entry("index.ts", "how the components fit together"),
          Map.entry("src/settings.ts", "every value an environment may choose, typed and checked"),
          Map.entry("src/network.ts", "network and subnets in two zones"),
          Map.entry("src/groups.ts", "who may talk to the load balancer and the tasks"),
          Map.entry("src/service.ts", "load balancer and container service"),
          Map.entry("src/roles.ts", "what the tasks may do"),
          Map.entry("src/scaling.ts", "autoscaling within bounds"),
          Map.entry(
              "src/database.ts", "PostgreSQL with backups, parameters, a standby and replicas"),
          Map.entry("src/secrets.ts", "the names of the application's secrets"),
          Map.entry("src/cdn.ts", "CDN for static files, past which streams and the API go"),
          Map.entry("src/firewall.ts", "limits per address, past which webhooks and streams go"),
          Map.entry("src/alarms.ts", "alarms, dashboard and budget"),
          Map.entry("src/pipeline.ts", "the pipeline's role, without keys"),
          Map.entry("test/stack.test.ts", "what must hold, with mocked providers"));

  @Override
  public List<Artifact> files(Order order) {
    Map<String, Object> values = new HashMap<>(order.values());
    values.put("webhooks", RoutePath.quoted(order.profile(), Topic.WEBHOOK_ROUTE));
    values.put("streams", RoutePath.quoted(order.profile(), Topic.SSE_ROUTE));
    StackFiles files =
        new StackFiles(order.content(), TEMPLATES, "pulumi/", UnaryOperator.identity(), values)
            .add("Pulumi.yaml", "the program's name and runtime")
            .add("package.json", "its packages, and the commands that check and test it")
            .add("tsconfig.json", "how strict the compiler is");
    SCRIPTS.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(script -> files.add(script.getKey(), script.getValue()));
    for (Sizing size : List.of(Sizing.STAGING, Sizing.PRODUCTION)) {
      String name = size.environment();
      files.filled(
          "Pulumi.stack.yaml",
          "Pulumi." + name + ".yaml",
          "the values of " + name,
          size.values(order.names()));
    }
    return files.files();
  }

  @Override
  public Recommendation advice(Order order, List<Artifact> files) {
    return AwsAdvice.of(files, AwsEstimate.of(order), order.profile(), WORDING);
  }
}

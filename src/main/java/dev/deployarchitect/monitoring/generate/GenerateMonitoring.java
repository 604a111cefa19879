package dev.deployarchitect.monitoring.generate;

import dev.deployarchitect.content.Content;
import dev.deployarchitect.content.Template;
import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.delivery.Delivered;
import dev.deployarchitect.delivery.Figure;
import dev.deployarchitect.delivery.Recommendation;
import dev.deployarchitect.delivery.Recommendation.Part;
import dev.deployarchitect.delivery.Surroundings;
import dev.deployarchitect.delivery.Verification;
import dev.deployarchitect.project.ProjectProfile;
import dev.deployarchitect.project.Topic;
import dev.deployarchitect.project.database.Engine;
import dev.deployarchitect.tool.Param;
import dev.deployarchitect.tool.Tool;
import dev.deployarchitect.tool.ToolContext;
import dev.deployarchitect.tool.ToolResult;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes alert rules with their tests, and the queries that follow an alert. */
public final class GenerateMonitoring {
  private static final String FOLDER = "tools/monitoring/generate_monitoring/templates/";

  record Input(
      @Param("Share of requests that must succeed in 30 days, in percent, such as 99.9")
          String objective) {}

  private final Content content;
  private final Verification verification;

  public GenerateMonitoring(Content content, Verification verification) {
    this.content = content;
    this.verification = verification;
  }

  public Tool<?> tool() {
    return Tool.delivering("generate_monitoring", "monitoring", Input.class, this::call);
  }

  private ToolResult call(Input input, ToolContext context) {
    String objective = input.objective() == null ? "99.9" : input.objective().strip();
    if (!objective.matches("9\\d(\\.\\d{1,3})?") || objective.equals("99.999")) {
      return new ToolResult.Retry("objective is a percentage from 90 to 99.99, such as 99.9.");
    }
    BigDecimal budget = BigDecimal.ONE.subtract(new BigDecimal(objective).movePointLeft(2));
    ProjectProfile profile = context.profile();
    Map<String, Object> values = new HashMap<>();
    values.put("name", profile.name().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]+", "-"));
    values.put("objective", objective);
    values.put("budget", budget.stripTrailingZeros().toPlainString());
    values.put("webhooks", profile.has(Topic.WEBHOOK_ROUTE));
    values.put("streams", streams(profile));
    boolean postgres = postgres(profile);
    values.put("postgres", postgres);
    List<Artifact> artifacts = new ArrayList<>();
    artifacts.addAll(
        List.of(
            new Artifact(
                "monitoring/alerts.yml",
                Template.fill(content.text(FOLDER + "alerts.yml"), values),
                "alert rules by error budget, each with what to do"),
            new Artifact(
                "monitoring/alerts_test.yml",
                Template.fill(content.text(FOLDER + "alerts_test.yml"), values),
                "cases that must and must not alert, for promtool")));
    if (postgres) {
      artifacts.add(
          new Artifact(
              "monitoring/slow-queries.sql",
              content.text(FOLDER + "slow-queries.sql"),
              "what to run on PostgreSQL when responses are slow"));
    }
    List<Delivered> delivered =
        verification.verify(artifacts, Surroundings.of(context.workspace()));
    Recommendation recommendation = recommendation(artifacts, objective, budget, profile);
    return ToolResult.Done.delivery("", delivered, List.of(recommendation));
  }

  /** Without a word on the database PostgreSQL is taken for it, as the guide says. */
  private static boolean postgres(ProjectProfile profile) {
    return profile.database().main().isEmpty()
        || profile.database().uses(Engine.POSTGRESQL)
        || profile.database().uses(Engine.COCKROACHDB);
  }

  private static String database(ProjectProfile profile) {
    if (!postgres(profile)) {
      return "Not covered: the database (%s). No alert and no query for it is known here; add its own exporter and alerts."
          .formatted(profile.database().said());
    }
    return profile.database().main().isPresent()
        ? "Set pg_stat_statements in shared_preload_libraries and create the extension once."
        : "No database was seen; the alerts of the group 'database' and slow-queries.sql are for PostgreSQL. Leave them out if it is another. For PostgreSQL set pg_stat_statements in shared_preload_libraries and create the extension once.";
  }

  /** Long-lived routes would make every latency look bad; they are left out of that alert. */
  private static String streams(ProjectProfile profile) {
    List<String> routes =
        profile
            .about(Topic.SSE_ROUTE)
            .map(f -> f.name().replaceFirst("^(.*/)?app/", "/").replaceFirst("/route\\.\\w+$", ""))
            .toList();
    return routes.isEmpty() ? "none" : String.join("|", routes);
  }

  private static Recommendation recommendation(
      List<Artifact> artifacts, String objective, BigDecimal budget, ProjectProfile profile) {
    BigDecimal minutes = budget.multiply(BigDecimal.valueOf(30L * 24 * 60)).stripTrailingZeros();
    return new Recommendation(
        "Alert on what users feel, with tests for every alert",
        "Pages go out when the error budget burns, not when a machine is busy; each alert says what"
            + " to do and has a case that proves when it fires.",
        artifacts.stream().map(Artifact::path).toList(),
        List.of(
            "Export the metrics named at the top of alerts.yml: from the application (prom-client"
                + " or OpenTelemetry)%s blackbox_exporter."
                    .formatted(postgres(profile) ? ", postgres_exporter and" : " and"),
            "Check the rules: promtool check rules alerts.yml && promtool test rules"
                + " alerts_test.yml; do the same in CI.",
            "Load alerts.yml into Prometheus (or Grafana Mimir, Amazon Managed Prometheus), and"
                + " route severity=page to a phone, severity=ticket to the tracker.",
            database(profile),
            profile.has(Topic.ERROR_TRACKING)
                ? "Give error tracking the same release name in build, deploy and runtime."
                : "Add error tracking (Sentry has a Next.js package): upload source maps in the"
                    + " build with a token mounted as a build secret."),
        Part.says(
            List.of(
                "Costs: the exporters need some tens of MB of memory each; managed Prometheus"
                    + " is billed by sample, so keep labels few.",
                "Trade-off: burn-rate alerts stay silent on single failures, on purpose.")),
        Part.says(
            List.of(
                "Measure it: minutes from the first failing request to the first page, at the"
                    + " next game day; no traffic was seen here."),
            new Figure.Measured(
                "error budget in 30 days",
                minutes.toPlainString() + " minutes",
                "(100 % - " + objective + " %) x 30 days, computed"),
            new Figure.Cited(
                "share of the budget gone when the fast alert fires",
                "2 % in an hour",
                "Google, The Site Reliability Workbook, chapter 5, burn rate 14.4")),
        Part.says(
            "Rollback: take alerts.yml out of rule_files and reload; rules change no data. Silence"
                + " a noisy alert for a day rather than delete it."),
        Part.says(
            List.of(
                postgres(profile)
                    ? "The thresholds are in alerts.yml; slow-queries.sql is the first query after"
                        + " SlowResponses."
                    : "The thresholds are in alerts.yml."),
            new Figure.Assumed(
                "objective",
                objective + " %",
                "the usual start; set it from what" + " users accept"),
            new Figure.Assumed(
                "latency threshold",
                "1 s at the 95th percentile",
                "set it from your own last month"),
            new Figure.Assumed(
                "connection threshold",
                "80 % of max_connections",
                "leaves room for a rollout's overlap")));
  }
}

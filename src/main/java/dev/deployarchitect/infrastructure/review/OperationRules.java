package dev.deployarchitect.infrastructure.review;

import dev.deployarchitect.finding.Confidence;
import dev.deployarchitect.finding.Rule;
import dev.deployarchitect.finding.Severity;
import dev.deployarchitect.infrastructure.resource.Resource;
import dev.deployarchitect.infrastructure.resource.Stack;
import dev.deployarchitect.infrastructure.resource.Value.Field;
import java.util.List;
import java.util.Optional;

/** Rules on what runs day by day: scaling, logs, alarms, budgets, bad versions. */
final class OperationRules {
  private static final String[] SERVED = {
    "aws_lb", "aws_db_instance", "aws_rds_cluster", "aws_ecs_service"
  };

  private OperationRules() {}

  static List<Rule<Stack>> all() {
    return List.of(
        Rule.of(
            "infrastructure/no-circuit-breaker",
            Severity.MEDIUM,
            "",
            OperationRules::circuitBreaker),
        Rule.of(
            "infrastructure/no-autoscaling",
            Severity.LOW,
            "",
            (stack, report) -> {
              if (!stack.anywhere("aws_appautoscaling_target")) {
                stack
                    .of("aws_ecs_service")
                    .filter(r -> !r.is("DAEMON", "scheduling_strategy"))
                    .forEach(r ->
                        report.at(
                            r.head(),
                            "this service has one size at noon and at night: nothing scales it"));
              }
            }),
        Rule.of(
            "infrastructure/unbounded-scaling",
            Severity.MEDIUM,
            "",
            (stack, report) ->
                stack
                    .of("google_cloud_run_v2_service")
                    .filter(r -> !r.has("template", "scaling", "max_instance_count"))
                    .filter(r -> !r.has("scaling", "max_instance_count"))
                    .forEach(r ->
                        report.at(
                            r.head(),
                            "no upper bound is set: each further instance opens its own database"
                                + " connections and costs"))),
        Rule.of(
            "infrastructure/no-log-retention",
            Severity.LOW,
            "CKV_AWS_66",
            (stack, report) ->
                stack
                    .of("aws_cloudwatch_log_group")
                    .filter(r -> !r.has("retention_in_days") || r.is("0", "retention_in_days"))
                    .forEach(r ->
                        report.at(
                            r.place("retention_in_days"),
                            "these logs are kept, and paid for, for ever"))),
        Rule.of(
            "infrastructure/no-alarm",
            Severity.LOW,
            Confidence.MEDIUM,
            "",
            (stack, report) -> {
              if (!stack.anywhere(
                  "aws_cloudwatch_metric_alarm",
                  "datadog_monitor",
                  "newrelic_nrql_alert_condition",
                  "grafana_rule_group")) {
                first(stack, SERVED)
                    .ifPresent(r ->
                        report.at(
                            r.head(),
                            "no alarm in this code tells anybody when this stops working"));
              }
            }),
        Rule.of(
            "infrastructure/no-budget",
            Severity.LOW,
            Confidence.MEDIUM,
            "",
            (stack, report) -> {
              if (!stack.anywhere("aws_budgets_budget", "aws_ce_anomaly_monitor")) {
                first(stack, SERVED)
                    .ifPresent(r ->
                        report.at(
                            r.head(), "no budget in this code tells anybody when the bill grows"));
              }
            }));
  }

  private static Optional<Resource> first(Stack stack, String... types) {
    return stack.of(types).findFirst();
  }

  private static void circuitBreaker(Stack stack, Rule.Reporter report) {
    stack
        .of("aws_ecs_service")
        .filter(r -> !r.is("EXTERNAL", "deployment_controller", "type"))
        .filter(r -> !r.is("CODE_DEPLOY", "deployment_controller", "type"))
        .filter(r -> breaker(r).map(f -> f.is("false")).orElse(true))
        .forEach(r ->
            report.at(
                breaker(r).map(Field::span).orElse(r.head()),
                "a version that does not start is tried again and again; nothing takes it back"));
  }

  private static Optional<Field> breaker(Resource service) {
    return service
        .field("deployment_circuit_breaker", "rollback")
        .or(() ->
            service.field("deployment_configuration", "deployment_circuit_breaker", "rollback"));
  }
}

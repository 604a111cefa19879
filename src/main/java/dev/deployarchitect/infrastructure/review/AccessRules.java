package dev.deployarchitect.infrastructure.review;

import dev.deployarchitect.finding.Rule;
import dev.deployarchitect.finding.Severity;
import dev.deployarchitect.infrastructure.resource.Resource;
import dev.deployarchitect.infrastructure.resource.ResourceNames;
import dev.deployarchitect.infrastructure.resource.Stack;
import dev.deployarchitect.infrastructure.resource.Value;
import dev.deployarchitect.infrastructure.resource.Value.Field;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Rules on roles and secrets. */
final class AccessRules {
  private static final Pattern SECRET =
      Pattern.compile(
          "(?i)(.*[_-])?(password|secret|token|api_?key|private_key|secret_string|access_key)");
  private static final Pattern HARMLESS =
      Pattern.compile("(?i)true|false|null|arn:.*|\\d+|aws/.*|alias/.*|projects/.*|.{0,3}");

  /** Access keys of AWS (docs.aws.amazon.com/IAM, "unique identifiers") and private keys in PEM. */
  private static final Pattern KEY =
      Pattern.compile("\\b(AKIA|ASIA)[0-9A-Z]{16}\\b|-----BEGIN [A-Z ]*PRIVATE KEY-----");

  private static final Pattern ALL_IN_TEXT =
      Pattern.compile("(?s).*\"?Action\"?\\s*[=:]\\s*\\[?\\s*\"\\*\".*");
  private static final Pattern DENIED = Pattern.compile("(?s).*\"?Effect\"?\\s*[=:]\\s*\"Deny\".*");

  private AccessRules() {}

  static List<Rule<Stack>> all() {
    return List.of(
        Rule.of(
            "infrastructure/wildcard-iam",
            Severity.HIGH,
            "CKV_AWS_63 CKV_AWS_62 CKV_AWS_49 CKV_AWS_274 CKV_GCP_49 CKV_GCP_117",
            AccessRules::wildcard),
        Rule.of("infrastructure/open-trust", Severity.HIGH, "CKV_AWS_60", AccessRules::trust),
        Rule.of(
            "infrastructure/secret-in-code",
            Severity.CRITICAL,
            "CKV_SECRET_6 CKV_AWS_45 CKV_AWS_46",
            AccessRules::secret),
        Rule.of(
            "infrastructure/shown-secret-input",
            Severity.LOW,
            "",
            (stack, report) ->
                stack.inputs().stream()
                    .filter(i -> !i.hidden() && secret(i.name()))
                    .filter(i -> i.preset().isEmpty())
                    .forEach(i ->
                        report.at(
                            i.head(),
                            "the value of '%s' is printed by plans and in logs"
                                .formatted(i.name())))));
  }

  private static boolean secret(String name) {
    return SECRET.matcher(ResourceNames.snake(name)).matches();
  }

  private static void wildcard(Stack stack, Rule.Reporter report) {
    stack
        .of("data.aws_iam_policy_document")
        .flatMap(r -> r.properties().at("statement"))
        .filter(s -> s.value().at("effect").noneMatch(f -> f.is("Deny")))
        .flatMap(s -> s.value().at("actions"))
        .filter(a -> a.value().texts().anyMatch(t -> t.text().equals("*")))
        .forEach(a -> report.at(a.span(), "this role may do everything"));
    stack.resources().stream()
        .flatMap(r -> r.properties().all())
        .filter(f -> f.name().equals("policy") || f.name().equals("inline_policy"))
        .forEach(f -> policy(f, report));
    stack
        .of("aws_iam_role_policy_attachment", "aws_iam_role")
        .flatMap(
            r -> Stream.of("policy_arn", "managed_policy_arns").flatMap(n -> r.properties().at(n)))
        .filter(
            f -> f.value().texts().anyMatch(t -> t.text().endsWith(":policy/AdministratorAccess")))
        .forEach(f -> report.at(f.span(), "this role may do everything"));
    stack
        .of("google_project_iam_member", "google_project_iam_binding")
        .flatMap(r -> r.properties().at("role"))
        .filter(f -> f.is("roles/owner") || f.is("roles/editor"))
        .forEach(f -> report.at(f.span(), "this role may change everything in the project"));
  }

  private static void policy(Field field, Rule.Reporter report) {
    switch (field.value()) {
      case Value.Text text
          when ALL_IN_TEXT.matcher(text.text()).matches()
              && !DENIED.matcher(text.text()).matches() ->
          report.at(field.span(), "this role may do everything");
      case Value.Fields policy ->
          statements(policy)
              .filter(s -> s.at("Effect").noneMatch(e -> e.is("Deny")))
              .flatMap(s -> s.at("Action"))
              .filter(a -> a.value().texts().anyMatch(t -> t.text().equals("*")))
              .forEach(a -> report.at(a.span(), "this role may do everything"));
      default -> {}
    }
  }

  private static Stream<Value> statements(Value policy) {
    return policy
        .at("Statement")
        .flatMap(s ->
            s.value() instanceof Value.Items items ? items.items().stream() : Stream.of(s.value()));
  }

  private static void trust(Stack stack, Rule.Reporter report) {
    String message = "everybody with an account of this cloud may take this role";
    stack
        .of("aws_iam_role")
        .flatMap(r -> r.properties().at("assume_role_policy"))
        .flatMap(f -> statements(f.value()))
        .filter(s -> s.at("Condition").findAny().isEmpty())
        .flatMap(s -> Stream.concat(s.at("Principal"), s.at("Principal", "AWS")))
        .filter(f -> f.value().texts().anyMatch(t -> t.text().equals("*")))
        .forEach(f -> report.at(f.span(), message));
    stack
        .of("data.aws_iam_policy_document")
        .flatMap(r -> r.properties().at("statement"))
        .filter(s ->
            s.value()
                .at("actions")
                .anyMatch(
                    a -> a.value().texts().anyMatch(t -> t.text().startsWith("sts:AssumeRole"))))
        .filter(s -> s.value().at("condition").findAny().isEmpty())
        .flatMap(s -> s.value().at("principals", "identifiers"))
        .filter(f -> f.value().texts().anyMatch(t -> t.text().equals("*")))
        .forEach(f -> report.at(f.span(), message));
  }

  private static void secret(Stack stack, Rule.Reporter report) {
    for (Resource resource : stack.resources()) {
      resource
          .properties()
          .all()
          .filter(f -> secret(f.name()) && telling(f.value()))
          .forEach(f ->
              report.at(
                  f.nameSpan(),
                  "the value of '%s' stands in the repository%s"
                      .formatted(
                          f.name(),
                          stack.language() == Stack.Language.TERRAFORM
                              ? ", and in the state"
                              : "")));
      resource
          .properties()
          .all()
          .filter(f -> !secret(f.name()))
          .filter(f -> f.value() instanceof Value.Text text && KEY.matcher(text.text()).find())
          .forEach(
              f -> report.at(f.nameSpan(), "a key stands in the text of '%s'".formatted(f.name())));
      environment(resource, report);
    }
    stack.inputs().stream()
        .filter(i -> secret(i.name()))
        .flatMap(i -> i.preset().stream())
        .filter(f -> f.value().literal().filter(v -> !v.isEmpty()).isPresent())
        .forEach(f -> report.at(f.span(), "a secret has a default in the repository"));
  }

  /** Pairs of name and value, as containers have them. */
  private static void environment(Resource resource, Rule.Reporter report) {
    resource
        .properties()
        .all()
        .filter(f -> f.name().equals("environment"))
        .filter(f -> f.value() instanceof Value.Items)
        .flatMap(f -> ((Value.Items) f.value()).items().stream())
        .filter(v ->
            v.at("name").anyMatch(n -> n.value().literal().filter(AccessRules::secret).isPresent()))
        .flatMap(v -> v.at("value"))
        .filter(f -> telling(f.value()))
        .forEach(f -> report.at(f.nameSpan(), "this secret stands in the repository"));
  }

  private static boolean telling(Value value) {
    return value instanceof Value.Text text
        && !HARMLESS.matcher(text.text()).matches()
        && !text.text().contains("{{resolve:");
  }
}

package dev.deployarchitect.pipeline.audit;

import dev.deployarchitect.finding.Rule;
import dev.deployarchitect.finding.Severity;
import dev.deployarchitect.pipeline.expression.Expression;
import dev.deployarchitect.pipeline.expression.Flow;
import dev.deployarchitect.pipeline.workflow.ScalarText;
import dev.deployarchitect.pipeline.workflow.Workflow;
import dev.deployarchitect.syntax.node.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Who gets to see which secret. */
final class SecretRules {
  private SecretRules() {}

  static List<Rule<Audited>> all() {
    return List.of(
        Rule.of(
            "pipeline/secrets-inherit", Severity.MEDIUM, "secrets-inherit", SecretRules::inherit),
        Rule.of(
            "pipeline/hardcoded-credentials",
            Severity.HIGH,
            "credentials hardcoded-container-credentials",
            SecretRules::credentials),
        Rule.of(
            "pipeline/all-secrets", Severity.HIGH, "overprovisioned-secrets", SecretRules::whole),
        Rule.of(
            "pipeline/unmasked-secret",
            Severity.MEDIUM,
            "unredacted-secrets",
            SecretRules::unmasked),
        Rule.of(
                "pipeline/secret-outside-environment",
                Severity.LOW,
                "secrets-outside-env",
                SecretRules::outside)
            .whenStrict());
  }

  private static void inherit(Audited audited, Rule.Reporter report) {
    for (Workflow.Job job : audited.workflow().jobs()) {
      job.at("secrets")
          .filter(s -> s.scalarText().filter("inherit"::equals).isPresent())
          .ifPresent(
              s -> report.at(s.span(), "the called workflow gets every secret of this repository"));
    }
  }

  private static void credentials(Audited audited, Rule.Reporter report) {
    for (Workflow.Job job : audited.workflow().jobs()) {
      Stream.concat(
              job.at("container").stream(),
              job.at("services").map(Node::entries).orElse(List.of()).stream()
                  .map(Node.Entry::value))
          .flatMap(c -> c.at("credentials", "password").stream())
          .filter(password -> !password.span().text().contains("${{"))
          .forEach(password ->
              report.at(password.span(), "a registry password stands here in clear text"));
    }
  }

  /** Every expression of a part of the file. */
  private static void expressions(Node part, Consumer<Expression> seen) {
    Workflow.scalars(part)
        .flatMap(scalar -> Reach.braces(scalar).stream())
        .map(ScalarText.Braces::inside)
        .flatMap(inside -> Reach.read(inside).stream())
        .forEach(seen);
  }

  private static void whole(Audited audited, Rule.Reporter report) {
    for (Expression tree : audited.expressions()) {
      List<Expression> named = new ArrayList<>();
      for (Expression part : tree.all().toList()) {
        if (part instanceof Expression.Property p) {
          named.add(p.of());
        } else if (part instanceof Expression.Index i && i.index() instanceof Expression.Literal) {
          named.add(i.of());
        } else if (part instanceof Expression.Context c
            && c.name().equalsIgnoreCase("secrets")
            && !named.contains(c)) {
          report.at(
              c.span(),
              "the whole secrets context makes the runner load every secret, not only those needed");
        }
      }
    }
  }

  private static void unmasked(Audited audited, Rule.Reporter report) {
    audited.expressions().stream()
        .flatMap(Expression::all)
        .filter(Expression.Call.class::isInstance)
        .map(Expression.Call.class::cast)
        .filter(call -> call.name().equalsIgnoreCase("fromJSON"))
        .filter(call -> call.arguments().stream().anyMatch(SecretRules::isSecret))
        .forEach(call ->
            report.at(
                call.span(),
                "GitHub masks the secret as a whole; what fromJSON() takes out of it appears in"
                    + " logs"));
  }

  private static boolean isSecret(Expression expression) {
    return Flow.path(expression).filter(p -> p.getFirst().equals("secrets")).isPresent();
  }

  private static void outside(Audited audited, Rule.Reporter report) {
    List<String> allowed = audited.settings().list("secrets-outside-env", "allow");
    for (Workflow.Job job : audited.workflow().jobs()) {
      if (job.at("environment").isPresent() || job.calls()) {
        continue;
      }
      expressions(
          job.body(),
          tree ->
              tree.all()
                  .filter(part -> !(part instanceof Expression.Context))
                  .forEach(part -> {
                    Optional<String> name =
                        Flow.path(part)
                            .filter(p -> p.size() == 2 && p.getFirst().equals("secrets"))
                            .map(p -> p.get(1).toLowerCase(Locale.ROOT));
                    if (name.isPresent()
                        && !name.get().equals("github_token")
                        && !allowed.contains(name.get())) {
                      report.at(
                          part.span(),
                          "secret '%s' is given to every job of the repository: this one has no environment"
                              .formatted(name.get().toUpperCase(Locale.ROOT)));
                    }
                  }));
    }
  }
}

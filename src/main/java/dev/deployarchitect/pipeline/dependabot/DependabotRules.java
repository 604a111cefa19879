package dev.deployarchitect.pipeline.dependabot;

import dev.deployarchitect.finding.Fix;
import dev.deployarchitect.finding.Rule;
import dev.deployarchitect.finding.Severity;
import dev.deployarchitect.pipeline.schema.DependabotShape;
import dev.deployarchitect.syntax.node.Document;
import dev.deployarchitect.syntax.node.Node;
import dev.deployarchitect.text.Source;
import dev.deployarchitect.text.Span;
import java.util.List;
import java.util.Optional;

/** Rules on {@code dependabot.yml}. */
public final class DependabotRules {
  /** Most poisoned releases are found and withdrawn within a week (zizmor's default). */
  private static final int DAYS = 7;

  private DependabotRules() {}

  /**
   * @param days a new release must have been out for; empty for the usual
   */
  public record Settings(Document document, Optional<Integer> days) {
    int least() {
      return days.orElse(DAYS);
    }

    List<Node> updates() {
      return document.at("updates").map(Node::itemsOrSelf).orElse(List.of());
    }
  }

  public static List<Rule<Settings>> all() {
    return List.of(
        Rule.of(
            "pipeline/dependabot-syntax", Severity.HIGH, "syntax-check", DependabotRules::syntax),
        Rule.of(
            "pipeline/dependabot-cooldown",
            Severity.LOW,
            "dependabot-cooldown",
            DependabotRules::cooldown),
        Rule.of(
            "pipeline/dependabot-execution",
            Severity.MEDIUM,
            "dependabot-execution",
            DependabotRules::execution));
  }

  private static void syntax(Settings settings, Rule.Reporter report) {
    settings.document().problems().forEach(p -> report.at(p.span(), p.message()));
    settings
        .document()
        .root()
        .map(DependabotShape::faults)
        .orElse(List.of())
        .forEach(f -> report.at(f.span(), f.message()));
    for (Node update : settings.updates()) {
      if (update.at("directory").isEmpty() && update.at("directories").isEmpty()) {
        report.at(update.span().firstLine(), "an update names its 'directory' or 'directories'");
      }
    }
  }

  private static void cooldown(Settings settings, Rule.Reporter report) {
    for (Node update : settings.updates()) {
      Optional<Node> cooldown = update.at("cooldown");
      Optional<Node> days = cooldown.flatMap(c -> c.at("default-days"));
      Optional<String> text = days.flatMap(Node::scalarText);
      if (text.isPresent()) {
        boolean few =
            text.get().matches("\\d{1,6}") && Integer.parseInt(text.get()) < settings.least();
        if (few) {
          report.at(
              days.get().span(),
              "%s days are fewer than the %d in which most bad releases are withdrawn"
                  .formatted(text.get(), settings.least()),
              Fix.safe(
                  "wait %d days".formatted(settings.least()),
                  days.get().span(),
                  String.valueOf(settings.least())));
        }
      } else if (cooldown.isEmpty()) {
        report.at(
            update.span().firstLine(),
            "a release of this hour is proposed at once, a poisoned one too",
            added(update, settings.least()));
      }
    }
  }

  private static List<Fix> added(Node update, int days) {
    return update.entries().stream()
        .limit(1)
        .map(first -> {
          Source source = first.key().span().source();
          String indent = " ".repeat(first.key().span().column() - 1);
          int end = source.lineSpan(first.value().span().line()).end();
          Span place = source.span(end, end);
          return Fix.safe(
              "wait %d days".formatted(days),
              place,
              "\n%scooldown:\n%s  default-days: %d".formatted(indent, indent, days));
        })
        .toList();
  }

  private static void execution(Settings settings, Rule.Reporter report) {
    for (Node update : settings.updates()) {
      update
          .at("insecure-external-code-execution")
          .filter(n -> n.scalarText().filter("allow"::equals).isPresent())
          .ifPresent(n ->
              report.at(
                  n.span(),
                  "a new release runs its own code here, with the registries' credentials"));
    }
  }
}

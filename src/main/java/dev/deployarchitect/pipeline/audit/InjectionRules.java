package dev.deployarchitect.pipeline.audit;

import dev.deployarchitect.content.Content;
import dev.deployarchitect.finding.Confidence;
import dev.deployarchitect.finding.Rule;
import dev.deployarchitect.finding.Severity;
import dev.deployarchitect.pipeline.expression.Expression;
import dev.deployarchitect.pipeline.workflow.ScalarText;
import dev.deployarchitect.pipeline.workflow.Workflow;
import dev.deployarchitect.text.MappedText;
import dev.deployarchitect.text.Span;
import java.util.List;
import java.util.Optional;

/** Expressions that become part of code: whose text could that be? */
final class InjectionRules {
  /** A script with more expressions is to be written anew; each fix reads it from its start. */
  private static final int MOST_MENDED = 100;

  private final Reach reach;
  private final Sink.Table sinks;

  private InjectionRules(Content content) {
    reach = new Reach(content);
    sinks = Sink.Table.of(content);
  }

  static List<Rule<Audited>> all(Content content) {
    InjectionRules rules = new InjectionRules(content);
    return List.of(
        Rule.of(
            "pipeline/script-injection",
            Severity.CRITICAL,
            "template-injection expression",
            rules.of(Reach.Who.STRANGER)),
        Rule.of(
            "pipeline/input-in-script",
            Severity.MEDIUM,
            Confidence.MEDIUM,
            "template-injection",
            rules.of(Reach.Who.CALLER)),
        Rule.of(
                "pipeline/expression-in-script",
                Severity.LOW,
                Confidence.LOW,
                "template-injection",
                rules.of(Reach.Who.UNCLEAR))
            .whenStrict());
  }

  private Rule.Check<Audited> of(Reach.Who who) {
    return (audited, report) -> {
      Workflow workflow = audited.workflow();
      for (Workflow.Job job : workflow.jobs()) {
        for (Workflow.Step step : job.steps()) {
          Reach.Place place = new Reach.Place(workflow, job, step, audited.definitions());
          sinks.in(step).forEach(sink -> check(place, sink, who, report));
        }
      }
    };
  }

  private void check(Reach.Place place, Sink sink, Reach.Who who, Rule.Reporter report) {
    List<ScalarText.Braces> all = Reach.braces(sink.code());
    if (all.isEmpty()) {
      return;
    }
    MappedText text = ScalarText.of(sink.code());
    for (ScalarText.Braces braces : all) {
      Optional<Expression> tree = Reach.read(braces.inside());
      if (tree.isEmpty()) {
        continue;
      }
      Reach.Answer answer = reach.of(tree.get(), place);
      if (answer.who() == who) {
        Span span = text.span(braces.start(), braces.end());
        report.at(
            span,
            "%s and becomes part of %s".formatted(answer.why(), sink.what()),
            all.size() > MOST_MENDED
                ? List.of()
                : EnvironmentFix.of(place.workflow(), place.job(), sink, text, braces, tree.get()));
      }
    }
  }
}

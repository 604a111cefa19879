package dev.deployarchitect.pipeline.workflow;

import dev.deployarchitect.content.Content;
import dev.deployarchitect.content.DatedTable;
import dev.deployarchitect.finding.Rule;
import dev.deployarchitect.finding.Severity;
import dev.deployarchitect.pipeline.schema.FilterPattern;
import dev.deployarchitect.syntax.node.Node;
import dev.deployarchitect.text.Nearest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What starts a workflow: events, their types and filters, schedules and inputs. */
final class EventRules {
  private static final Set<String> CALL_TYPES = Set.of("boolean", "number", "string");
  private static final Set<String> DISPATCH_TYPES =
      Set.of("boolean", "number", "string", "choice", "environment");

  private record Event(Set<String> types, Set<String> filters) {}

  private final Map<String, Event> events;

  private EventRules(Content content) {
    events =
        DatedTable.read(content.text("tools/pipeline/lint_workflow/events.tsv")).rows().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    row -> row.get("event"),
                    row -> new Event(words(row.get("types")), words(row.get("filters")))));
  }

  private static Set<String> words(String text) {
    return Arrays.stream(text.split(" ")).filter(w -> !w.isEmpty()).collect(Collectors.toSet());
  }

  static List<Rule<Workflow>> all(Content content) {
    EventRules rules = new EventRules(content);
    return List.of(
        Rule.of("pipeline/unknown-event", Severity.HIGH, "events syntax-check", rules::events),
        Rule.of("pipeline/event-filter", Severity.HIGH, "events", rules::filters),
        Rule.of("pipeline/filter-pattern", Severity.MEDIUM, "glob", EventRules::patterns),
        Rule.of("pipeline/cron", Severity.MEDIUM, "events", EventRules::schedules),
        Rule.of(
            "pipeline/input-type",
            Severity.HIGH,
            "syntax-check",
            (workflow, report) -> inputs(workflow, true, report)),
        Rule.of(
            "pipeline/input-default",
            Severity.MEDIUM,
            "events",
            (workflow, report) -> inputs(workflow, false, report)));
  }

  private void events(Workflow workflow, Rule.Reporter report) {
    Optional<Node> on = workflow.on();
    if (on.isEmpty()) {
      return;
    }
    List<Node.Scalar> names =
        on.get() instanceof Node.Mapping m
            ? m.entries().stream().map(Node.Entry::key).toList()
            : on.get().itemsOrSelf().stream()
                .filter(Node.Scalar.class::isInstance)
                .map(Node.Scalar.class::cast)
                .toList();
    for (Node.Scalar name : names) {
      if (!events.containsKey(name.text())) {
        report.at(
            name.span(),
            "no event is called '%s'%s".formatted(name.text(), near(name.text(), events.keySet())));
      } else if (name.text().equals("schedule") && !(on.get() instanceof Node.Mapping)) {
        report.at(name.span(), "'schedule' needs the times: a list of 'cron'");
      }
    }
  }

  private static String near(String text, Set<String> known) {
    return Nearest.to(text.toLowerCase(Locale.ROOT).replace('-', '_'), known)
        .map("; did you mean '%s'?"::formatted)
        .orElse("");
  }

  private void filters(Workflow workflow, Rule.Reporter report) {
    for (Node.Entry entry : workflow.on().map(Node::entries).orElse(List.of())) {
      Event event = events.get(entry.key().text());
      if (event != null) {
        keys(entry, event, report);
        types(entry, event, report);
        for (String filter : List.of("branches", "tags", "paths")) {
          List<Node.Entry> both =
              entry.value().entries().stream()
                  .filter(e -> e.key().text().matches(filter + "(-ignore)?"))
                  .toList();
          if (both.size() > 1) {
            report.at(
                both.get(1).key().span(),
                "%s and %s-ignore exclude each other; '!' in front of a pattern of %s does both"
                    .formatted(filter, filter, filter));
          }
        }
        if (entry.key().text().equals("workflow_run") && entry.value().at("workflows").isEmpty()) {
          report.at(entry.key().span(), "'workflow_run' does not say which workflows it waits for");
        }
      }
    }
  }

  private static void keys(Node.Entry entry, Event event, Rule.Reporter report) {
    for (Node.Entry filter : entry.value().entries()) {
      String key = filter.key().text();
      boolean known =
          event.filters().contains(key) || (key.equals("types") && !event.types().isEmpty());
      if (!known) {
        report.at(
            filter.key().span(),
            "'%s' is no filter of %s%s"
                .formatted(key, entry.key().text(), near(key, event.filters()).replace('_', '-')));
      }
    }
  }

  private static void types(Node.Entry entry, Event event, Rule.Reporter report) {
    for (Node type : entry.value().at("types").map(Node::itemsOrSelf).orElse(List.of())) {
      String text = type.scalarText().orElse("");
      if (!event.types().isEmpty()
          && !event.types().contains("*")
          && !event.types().contains(text)) {
        report.at(
            type.span(),
            "%s has no type '%s'%s; there are %s"
                .formatted(
                    entry.key().text(),
                    text,
                    near(text, event.types()),
                    String.join(", ", event.types().stream().sorted().toList())));
      }
    }
  }

  private static void patterns(Workflow workflow, Rule.Reporter report) {
    for (Node.Entry event : workflow.on().map(Node::entries).orElse(List.of())) {
      for (Node.Entry filter : event.value().entries()) {
        String key = filter.key().text();
        boolean ref = key.matches("(branches|tags)(-ignore)?|versions");
        if (ref || key.matches("paths(-ignore)?")) {
          for (Node item : filter.value().itemsOrSelf()) {
            if (item instanceof Node.Scalar scalar && scalar.isNull()) {
              report.at(item.span(), "an empty pattern fits nothing");
              continue;
            }
            item.scalarText()
                .flatMap(t -> ref ? FilterPattern.faultOfRef(t) : FilterPattern.faultOfPath(t))
                .ifPresent(why -> report.at(item.span(), why));
          }
        }
      }
    }
  }

  private static void schedules(Workflow workflow, Rule.Reporter report) {
    for (Node item :
        workflow.document().at("on", "schedule").map(Node::itemsOrSelf).orElse(List.of())) {
      Optional<Node> cron = item.at("cron");
      Optional<String> text = cron.flatMap(Node::scalarText);
      if (text.isPresent()) {
        Cron.fault(text.get()).ifPresent(why -> report.at(cron.get().span(), why));
      } else {
        report.at(item.span().firstLine(), "'cron' with five fields is missing");
      }
      item.at("timezone")
          .flatMap(Node::scalarText)
          .filter(zone -> !java.time.ZoneId.getAvailableZoneIds().contains(zone))
          .ifPresent(zone ->
              report.at(
                  item.at("timezone").orElseThrow().span(),
                  "'%s' is no time zone of the IANA database".formatted(zone)));
    }
  }

  private static void inputs(Workflow workflow, boolean type, Rule.Reporter report) {
    for (String event : List.of("workflow_call", "workflow_dispatch")) {
      boolean call = event.equals("workflow_call");
      for (Node.Entry input :
          workflow.document().at("on", event, "inputs").map(Node::entries).orElse(List.of())) {
        if (type) {
          type(input, call ? CALL_TYPES : DISPATCH_TYPES, call, report);
        } else {
          fallback(input, call, report);
        }
      }
    }
  }

  private static String typeOf(Node.Entry input, boolean call) {
    return input.value().textAt("type").orElse(call ? "" : "string");
  }

  private static List<String> options(Node.Entry input) {
    return input.value().at("options").map(Node::itemsOrSelf).orElse(List.of()).stream()
        .flatMap(o -> o.scalarText().stream())
        .toList();
  }

  private static void type(
      Node.Entry input, Set<String> types, boolean call, Rule.Reporter report) {
    Optional<Node> type = input.value().at("type");
    String name = typeOf(input, call);
    if (type.isEmpty() && call) {
      report.at(input.key().span(), "input '%s' has no type".formatted(input.key().text()));
    } else if (!types.contains(name)) {
      report.at(
          type.orElseThrow().span(),
          "'%s' is no type of an input; there are %s"
              .formatted(name, String.join(", ", types.stream().sorted().toList())));
    } else if (name.equals("choice") && options(input).isEmpty()) {
      report.at(input.key().span(), "a choice needs its options");
    }
  }

  private static void fallback(Node.Entry input, boolean call, Rule.Reporter report) {
    Optional<Node> fallback = input.value().at("default");
    String value = fallback.flatMap(Node::scalarText).orElse("");
    String name = typeOf(input, call);
    boolean required = input.value().textAt("required").filter("true"::equals).isPresent();
    if (fallback.isEmpty() || value.contains("${{")) {
      return;
    }
    if (!fits(name, value, options(input))) {
      report.at(
          fallback.get().span(),
          "'%s' is no %s%s"
              .formatted(value, name, name.equals("choice") ? " among the options" : ""));
    } else if (required && call) {
      report.at(fallback.get().span(), "the input is required, so this default is never used");
    }
  }

  private static boolean fits(String type, String value, List<String> options) {
    return switch (type) {
      case "boolean" -> value.matches("(?i)true|false");
      case "number" -> value.matches("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?");
      case "choice" -> options.contains(value);
      default -> true;
    };
  }
}

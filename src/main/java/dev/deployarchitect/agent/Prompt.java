package dev.deployarchitect.agent;

import dev.deployarchitect.content.Content;
import dev.deployarchitect.content.Template;
import dev.deployarchitect.project.Fact;
import dev.deployarchitect.project.ProjectProfile;
import dev.deployarchitect.project.Topic;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Assembles the system prompt: the spec's instructions with the project context in their place,
 * then how to work, and how tools, evidence, figures and untrusted text are used. One assembler for
 * all fronts.
 */
public final class Prompt {
  private static final List<String> SECTIONS =
      List.of("work", "tools", "evidence", "figures", "untrusted");
  private static final int FACTS_PER_TOPIC = 12;

  private final Content content;
  private final Notes notes;

  /** Runs that start together share one reading of the workspace, and so one prompt. */
  private volatile Assembled last;

  public Prompt(Content content) {
    this.content = content;
    this.notes = new Notes(content);
    // A broken override stops the start, not the first question.
    Template.fill(content.text("prompts/system.md"), Map.of("context", ""));
    SECTIONS.forEach(name -> content.text("prompts/sections/" + name + ".md"));
  }

  Notes notes() {
    return notes;
  }

  private record Assembled(ProjectProfile profile, String text, Set<String> numbers) {}

  /** The same text for the same profile, so that providers' prompt caches hit. */
  public String system(ProjectProfile profile) {
    return assembled(profile).text();
  }

  /** The numbers that stand in {@link #system}. */
  Set<String> numbers(ProjectProfile profile) {
    return assembled(profile).numbers();
  }

  private Assembled assembled(ProjectProfile profile) {
    Assembled known = last;
    if (known == null || !known.profile().equals(profile)) {
      String text = assemble(profile);
      known = new Assembled(profile, text, Set.copyOf(NumberCheck.numbers(text)));
      last = known;
    }
    return known;
  }

  private String assemble(ProjectProfile profile) {
    String prompt =
        Template.fill(
            content.text("prompts/system.md"), Map.of("context", context(profile).strip()));
    String sections =
        SECTIONS.stream()
            .map(name -> content.text("prompts/sections/" + name + ".md").strip())
            .collect(Collectors.joining("\n\n"));
    return prompt.strip() + "\n\n" + sections + "\n";
  }

  /** The spec's own project has a context of its own; all others get theirs from the profile. */
  private String context(ProjectProfile profile) {
    String facts =
        Template.fill(
            content.text("prompts/contexts/profile.md"),
            Map.of("name", profile.name(), "facts", facts(profile)));
    return content
        .find("prompts/contexts/" + profile.name() + ".md")
        .map(own -> own.strip() + "\n\n" + facts.strip().replaceFirst("^## [^\n]+\n+", ""))
        .orElse(facts);
  }

  private static String facts(ProjectProfile profile) {
    StringBuilder out = new StringBuilder();
    for (Topic topic : Topic.values()) {
      List<Fact> facts = profile.about(topic).toList();
      if (!facts.isEmpty() && topic != Topic.SCRIPT) {
        out.append("- ").append(topic.label()).append(": ");
        out.append(
            facts.stream()
                .limit(FACTS_PER_TOPIC)
                .map(Prompt::fact)
                .collect(Collectors.joining(", ")));
        out.append(
            facts.size() > FACTS_PER_TOPIC
                ? " and %d more%n".formatted(facts.size() - FACTS_PER_TOPIC)
                : "\n");
      }
    }
    return out.isEmpty() ? "- nothing the detectors know" : out.toString().stripTrailing();
  }

  private static String fact(Fact fact) {
    // Names and details are text of the repository: one line each, and short.
    String detail = fact.detail().isEmpty() ? "" : " " + fact.detail();
    String text = (fact.name() + detail).replaceAll("\\s+", " ");
    return "%s (%s:%d)"
        .formatted(
            text.length() <= 120 ? text : text.substring(0, 120),
            fact.proof().path(),
            fact.proof().line());
  }
}

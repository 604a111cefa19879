package dev.deployarchitect.finding;

import dev.deployarchitect.content.Content;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A rule's page: a title, why it matters, a flagged and an accepted example, the remedy. The page
 * is the documentation, the test and the words the model quotes.
 *
 * <p>A finding is drawn under its line in the flagged example: a comment line {@code #~ ^^^^
 * message} (or {@code --~}, {@code //~}), the carets under the flagged text.
 */
public record RulePage(String title, String why, List<Example> examples, String remedy) {
  private static final Pattern FENCE = Pattern.compile("(?s)```(\\w+)(?: path=(\\S+))?\\n(.*?)```");
  private static final Pattern SECTION = Pattern.compile("(?m)^## (.+)$");

  /** One file of an example; {@code flagged} tells the section it stands in. */
  public record Example(boolean flagged, String language, String path, String text) {}

  /**
   * Reads the page of a rule.
   *
   * @throws IllegalStateException when the page is missing or lacks a part
   */
  public static RulePage of(RuleInfo rule, Content content) {
    return parse(rule.page(), content.text(rule.page()));
  }

  /** The remedy alone. */
  public static String remedy(RuleInfo rule, Content content) {
    return of(rule, content).remedy();
  }

  static RulePage parse(String path, String text) {
    List<Example> examples = new ArrayList<>();
    examples(section(text, "Flagged").orElse(""), true, examples);
    examples(section(text, "Accepted").orElse(""), false, examples);
    Optional<String> remedy = section(text, "Remedy");
    int firstSection = text.indexOf("\n## ");
    if (!text.startsWith("# ") || remedy.isEmpty() || firstSection < 0) {
      throw new IllegalStateException(path + " needs a title, '## Flagged' and '## Remedy'");
    }
    int titleEnd = text.indexOf('\n');
    return new RulePage(
        text.substring(2, titleEnd).strip(),
        text.substring(titleEnd, firstSection).strip(),
        List.copyOf(examples),
        remedy.get().strip().replace("\n", " "));
  }

  private static Optional<String> section(String text, String name) {
    Matcher matcher = SECTION.matcher(text);
    while (matcher.find()) {
      if (matcher.group(1).strip().equals(name)) {
        int start = matcher.end();
        int end = matcher.find() ? matcher.start() : text.length();
        return Optional.of(text.substring(start, end));
      }
    }
    return Optional.empty();
  }

  private static void examples(String section, boolean flagged, List<Example> out) {
    Matcher matcher = FENCE.matcher(section);
    while (matcher.find()) {
      String path = matcher.group(2) == null ? defaultPath(matcher.group(1)) : matcher.group(2);
      out.add(new Example(flagged, matcher.group(1), path, matcher.group(3)));
    }
  }

  private static String defaultPath(String language) {
    return switch (language) {
      case "dockerfile" -> "Dockerfile";
      case "yaml" -> ".github/workflows/example.yml";
      case "sql" -> "prisma/migrations/20240102000000_example/migration.sql";
      case "hcl" -> "main.tf";
      case "typescript", "javascript" -> "next.config.mjs";
      default -> "example." + language;
    };
  }
}

package dev.deployarchitect.agent;

import dev.deployarchitect.content.Content;
import dev.deployarchitect.project.Fact;
import dev.deployarchitect.project.ProjectProfile;
import dev.deployarchitect.project.Topic;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What is worth asking first about a repository, by {@code prompts/questions.tsv}. */
public final class FirstQuestions {
  private static final String TABLE = "prompts/questions.tsv";

  private record Row(List<Condition> when, String question) {}

  /** A fact that must hold, or must not; any name where it is empty. */
  private record Condition(boolean holds, Topic topic, String name) {
    boolean test(ProjectProfile profile) {
      return holds
          == profile.about(topic).map(Fact::name).anyMatch(n -> name.isEmpty() || n.equals(name));
    }
  }

  private final List<Row> rows;

  private FirstQuestions(List<Row> rows) {
    this.rows = rows;
  }

  /**
   * Reads the table.
   *
   * @throws IllegalStateException naming the line that is none
   */
  public static FirstQuestions read(Content content) {
    return new FirstQuestions(
        content
            .text(TABLE)
            .lines()
            .filter(l -> !l.isBlank() && !l.startsWith("#") && !l.startsWith("when\t"))
            .map(FirstQuestions::row)
            .toList());
  }

  private static Row row(String line) {
    String[] cells = line.split("\t", -1);
    if (cells.length != 2) {
      throw new IllegalStateException(
          "%s: '%s' is not facts, a tab, a question".formatted(TABLE, line));
    }
    List<Condition> when =
        cells[0].strip().equals("-")
            ? List.of()
            : Arrays.stream(cells[0].split(","))
                .map(String::strip)
                .map(FirstQuestions::condition)
                .toList();
    return new Row(when, cells[1].strip());
  }

  private static Condition condition(String text) {
    boolean holds = !text.startsWith("!");
    String[] parts = text.substring(holds ? 0 : 1).split(":", 2);
    String name = parts[0].strip().replace(' ', '_').toUpperCase(Locale.ROOT);
    return Arrays.stream(Topic.values())
        .filter(topic -> topic.name().equals(name))
        .findFirst()
        .map(topic -> new Condition(holds, topic, parts.length == 1 ? "" : parts[1].strip()))
        .orElseThrow(() -> new IllegalStateException("%s: no topic '%s'".formatted(TABLE, text)));
  }

  /** In the table's order, at most {@code most}. */
  public List<String> of(ProjectProfile profile, int most) {
    return rows.stream()
        .filter(row -> row.when().stream().allMatch(c -> c.test(profile)))
        .map(Row::question)
        .limit(most)
        .toList();
  }
}

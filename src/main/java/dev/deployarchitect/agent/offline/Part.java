package dev.deployarchitect.agent.offline;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A deliverable a follow-up may ask for alone. */
enum Part {
  FILES("Files and scripts", "\\b(show|give).*(files?|config|scripts?)\\b"),
  GUIDE(
      "Step-by-step guide", "step.by.step|\\bsteps?\\b|how do (i|we) (do|apply|start)|\\bguide\\b"),
  COST(
      "Cost and trade-offs",
      "\\bcosts?\\b|\\bprices?\\b|expensive|how much|trade-?offs?|\\bbill\\b"),
  BENCHMARK(
      "Benchmark and expected improvement", "benchmark|how much faster|improvement|\\bgain\\b"),
  ROLLBACK("Rollback and recovery", "roll ?back|undo|go back|revert|recover"),
  MONITORING(
      "Monitoring queries and alert thresholds", "threshold|what (should|do) we (watch|alert)");

  private final String heading;
  private final Pattern words;

  Part(String heading, String words) {
    this.heading = heading;
    this.words = Pattern.compile(words, Pattern.CASE_INSENSITIVE);
  }

  String heading() {
    return heading;
  }

  static Optional<Part> in(String question) {
    return Stream.of(values()).filter(p -> p.words.matcher(question).find()).findFirst();
  }
}

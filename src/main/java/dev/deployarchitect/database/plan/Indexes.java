package dev.deployarchitect.database.plan;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The indexes of a column, made once more for the one that takes its place. */
final class Indexes {
  /** PostgreSQL cuts longer names (manual, 4.1.1). */
  private static final int MOST_BYTES = 63;

  private Indexes() {}

  /**
   * One step for each: CONCURRENTLY stands alone in a file.
   *
   * @param facts of the old column, its definitions written with the new one's name
   */
  static List<PlanStep> steps(ChangeRequest r, ColumnFacts facts) {
    List<PlanStep> steps = new ArrayList<>();
    for (ColumnFacts.Index index : facts.indexes()) {
      String name = ChangeRequest.quoted(name(r, index.name()));
      String step = steps.isEmpty() ? "index" : "index-" + (steps.size() + 1);
      steps.add(
          new PlanStep(
                  step,
                  "CREATE %sINDEX CONCURRENTLY IF NOT EXISTS %s %s;\n"
                      .formatted(index.unique() ? "UNIQUE " : "", name, index.on()),
                  "nothing: the next version searches by %s as the old one did by %s"
                      .formatted(r.target(), r.column()),
                  "",
                  "its down.sql")
              .undoneBy("DROP INDEX CONCURRENTLY IF EXISTS %s;\n".formatted(name)));
    }
    return steps;
  }

  /** The name for the time in which both are there. */
  static String name(ChangeRequest r, String index) {
    return cut(index + "__" + r.target());
  }

  /** Not longer than PostgreSQL keeps it, and never the same for two. */
  static String cut(String name) {
    if (name.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES) {
      return name;
    }
    String end = "_%08x".formatted(name.hashCode());
    int length = name.length();
    while (name.substring(0, length).getBytes(StandardCharsets.UTF_8).length
        > MOST_BYTES - end.length()) {
      length--;
    }
    return name.substring(0, length) + end;
  }
}

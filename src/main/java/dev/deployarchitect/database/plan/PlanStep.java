package dev.deployarchitect.database.plan;

/**
 * One step of a plan.
 *
 * @param name folder name behind the number: {@code expand}
 * @param sql what it runs, empty for a step of the application alone
 * @param application what the code does in the release that goes with it
 * @param gate a query that must answer 0 before the step, or empty
 * @param back how to undo it, in words
 * @param undo the statements that lead back to the catalog right before it, or empty where none can
 */
record PlanStep(
    String name, String sql, String application, String gate, String back, String undo) {

  PlanStep(String name, String sql, String application, String gate, String back) {
    this(name, sql, application, gate, back, "");
  }

  /** The same, undone by statements. */
  PlanStep undoneBy(String statements) {
    return new PlanStep(name, sql, application, gate, back, statements);
  }
}

package dev.deployarchitect.database.plan;

/**
 * One step of a plan.
 *
 * @param name folder name behind the date: {@code expand}
 * @param sql what it runs, empty for a step of the application alone
 * @param application what the code does in the release that goes with it
 * @param gate a query that must answer 0 before the step, or empty
 * @param back how to undo it
 */
record PlanStep(String name, String sql, String application, String gate, String back) {}

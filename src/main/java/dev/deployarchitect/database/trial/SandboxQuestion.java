package dev.deployarchitect.database.trial;

import dev.deployarchitect.text.Source;
import java.util.Map;

/**
 * What to run in a {@link Sandbox}.
 *
 * @param setup SQL before the rows are made
 * @param migrations a folder or file that makes the tables; {@code none} for an empty database;
 *     empty for what is found
 * @param rows by table; {@link Sandbox#EACH} for each that is not named
 * @param explain with the plan of each statement that has one
 * @param together in one transaction
 */
public record SandboxQuestion(
    Source sql,
    Source setup,
    String migrations,
    Map<String, Integer> rows,
    boolean explain,
    boolean together) {}

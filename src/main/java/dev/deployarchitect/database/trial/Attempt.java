package dev.deployarchitect.database.trial;

import dev.deployarchitect.syntax.sql.SqlStatement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What came of one statement.
 *
 * @param answer a table, a plan, or a count of changed rows; empty where it failed
 * @param notices what it said on the way
 * @param locks on relations that stood before it, such as {@code AccessExclusiveLock on orders}
 * @param rewritten tables whose rows were all written again
 * @param error PostgreSQL's words with the place; empty where it went through
 */
record Attempt(
    SqlStatement statement,
    Duration took,
    String answer,
    List<String> notices,
    List<String> locks,
    List<String> rewritten,
    Optional<String> error) {}

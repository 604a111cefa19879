package dev.deployarchitect.database.trial;

import dev.deployarchitect.syntax.sql.SqlReader;
import dev.deployarchitect.syntax.sql.SqlStatement;
import dev.deployarchitect.text.Source;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One migration as its tool would run it.
 *
 * @param tool such as {@code prisma}
 * @param down the way back, where the repository has one
 */
record MigrationFile(
    Source source, String tool, List<SqlStatement> statements, Optional<Source> down) {

  /** Where goose, dbmate and sql-migrate begin the way back in the same file. */
  private static final Pattern DOWN =
      Pattern.compile("(?im)^--\\h*(\\+goose\\h+down|\\+migrate\\h+down|migrate:down)\\b");

  static MigrationFile of(Source source, String tool, Optional<Source> down) {
    Matcher marker = DOWN.matcher(source.text());
    int end = marker.find() ? marker.start() : Integer.MAX_VALUE;
    List<SqlStatement> statements =
        SqlReader.read(source).statements().stream().filter(s -> s.span().start() < end).toList();
    return new MigrationFile(source, tool, statements, down);
  }

  /**
   * Whether all statements succeed or fail together. Prisma sends a file as one query, which
   * PostgreSQL runs as one transaction when it holds several statements; the other tools open one.
   */
  boolean oneTransaction() {
    boolean own = statements.stream().anyMatch(MigrationFile::isTransactionControl);
    return !own && !tool.equals("sql") && statements.size() > 1;
  }

  static boolean isTransactionControl(SqlStatement statement) {
    return statement.startsWith("BEGIN")
        || statement.startsWith("COMMIT")
        || statement.startsWith("START", "TRANSACTION")
        || statement.startsWith("END")
        || statement.startsWith("ROLLBACK")
        || statement.startsWith("SAVEPOINT")
        || statement.startsWith("RELEASE");
  }

  /** Whether PostgreSQL refuses it inside a transaction (manual, each command's notes). */
  static boolean standsAlone(SqlStatement statement) {
    return statement.contains("CONCURRENTLY")
        || statement.startsWith("VACUUM")
        || statement.startsWith("CLUSTER")
        || statement.startsWith("REINDEX")
        || statement.startsWith("ALTER", "SYSTEM")
        || statement.contains("TABLESPACE")
        || statement.contains("DATABASE");
  }
}

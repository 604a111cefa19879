package dev.deployarchitect.database.trial;

import dev.deployarchitect.syntax.sql.SqlReader;
import dev.deployarchitect.syntax.sql.SqlStatement;
import dev.deployarchitect.text.Source;
import java.util.List;
import java.util.Optional;

/**
 * One migration as its tool would run it.
 *
 * @param tool such as {@code prisma}
 * @param down the way back, where the repository has one
 */
record MigrationFile(
    Source source, String tool, List<SqlStatement> statements, Optional<Source> down) {

  static MigrationFile of(Source source, String tool, Optional<Source> down) {
    return new MigrationFile(source, tool, SqlReader.read(source).statements(), down);
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

package dev.deployarchitect.database.migration;

import dev.deployarchitect.syntax.sql.SqlStatement;
import dev.deployarchitect.syntax.sql.SqlToken;
import java.util.Optional;

/** Recognises SQL that PostgreSQL cannot read. */
final class ForeignEngines {
  private ForeignEngines() {}

  static Optional<Change> of(SqlStatement statement) {
    for (SqlToken token : statement.tokens()) {
      Optional<String> engine = Optional.empty();
      if (token.is("PRAGMA") || token.is("AUTOINCREMENT")) {
        engine = Optional.of("SQLite");
      } else if (token.is("`") || token.is("AUTO_INCREMENT")) {
        engine = Optional.of("MySQL");
      } else if (token.is("ENGINE") && statement.contains("ENGINE", "=")) {
        engine = Optional.of("MySQL");
      }
      if (engine.isPresent()) {
        return Optional.of(new Change.ForeignEngine(token.span(), "", engine.get(), token.text()));
      }
    }
    return Optional.empty();
  }
}

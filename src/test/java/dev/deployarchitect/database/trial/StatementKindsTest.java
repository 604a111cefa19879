package dev.deployarchitect.database.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deployarchitect.database.migration.MigrationReviewer;
import dev.deployarchitect.finding.Severity;
import dev.deployarchitect.scratch.ScratchServer;
import dev.deployarchitect.text.Source;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * For each kind of statement: what PostgreSQL really locked, and whether the rules that only read
 * say the same. {@code rewrite} and {@code scan} are of the table {@code t}. {@code any} stands
 * where rows or other constraints decide, which reading one file cannot know: a CHECK on a column
 * is checked again when the column's type changes, even without a rewrite.
 */
class StatementKindsTest {
  private static final String BASE =
      """
      CREATE TYPE mood AS ENUM ('a', 'b');
      CREATE TABLE p (id INT PRIMARY KEY, n INT);
      CREATE TABLE t (id INT PRIMARY KEY, a INT, b VARCHAR(20) NOT NULL, c TEXT, d TIMESTAMP, e VARCHAR(20),
        p_id INT, m mood NOT NULL DEFAULT 'a', CONSTRAINT small CHECK (id > 0));
      CREATE INDEX t_a ON t (a);
      ALTER TABLE t ADD CONSTRAINT later CHECK (a IS NULL OR a > 0) NOT VALID;
      ALTER TABLE t ADD CONSTRAINT c_given CHECK (b IS NOT NULL);
      """;

  private static ScratchServer server;

  @BeforeAll
  static void start() throws IOException {
    server = ScratchServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ALTER TABLE t ADD COLUMN x INT                               | AccessExclusiveLock      | no   | no  | quiet
          ALTER TABLE t ADD COLUMN x INT NOT NULL DEFAULT 7            | AccessExclusiveLock      | no   | no  | quiet
          ALTER TABLE t ADD COLUMN x UUID DEFAULT gen_random_uuid()    | AccessExclusiveLock      | yes  | yes | flagged
          ALTER TABLE t ADD COLUMN x SERIAL                            | AccessExclusiveLock      | yes  | yes | flagged
          ALTER TABLE t ADD COLUMN x INT GENERATED ALWAYS AS (id) STORED | AccessExclusiveLock    | yes  | yes | flagged
          ALTER TABLE t DROP COLUMN c                                  | AccessExclusiveLock      | no   | no  | flagged
          ALTER TABLE t ALTER COLUMN a TYPE BIGINT                     | AccessExclusiveLock      | yes  | yes | flagged
          ALTER TABLE t ALTER COLUMN e TYPE VARCHAR(40)                | AccessExclusiveLock      | no   | no  | any
          ALTER TABLE t ALTER COLUMN e TYPE TEXT                       | AccessExclusiveLock      | no   | no  | any
          ALTER TABLE t ALTER COLUMN b TYPE TEXT                       | AccessExclusiveLock      | no   | yes | any
          ALTER TABLE t ALTER COLUMN b TYPE VARCHAR(10)                | AccessExclusiveLock      | yes  | yes | flagged
          ALTER TABLE t ALTER COLUMN b SET NOT NULL                    | AccessExclusiveLock      | no   | no  | any
          ALTER TABLE t ALTER COLUMN b DROP NOT NULL                   | AccessExclusiveLock      | no   | no  | quiet
          ALTER TABLE t ALTER COLUMN a SET DEFAULT 3                   | AccessExclusiveLock      | no   | no  | quiet
          ALTER TABLE t RENAME COLUMN a TO z                           | AccessExclusiveLock      | no   | no  | flagged
          ALTER TABLE t RENAME TO z                                    | AccessExclusiveLock      | no   | no  | flagged
          ALTER TABLE t ADD CONSTRAINT k CHECK (id > 0)                | AccessExclusiveLock      | no   | yes | flagged
          ALTER TABLE t ADD CONSTRAINT k CHECK (id > 0) NOT VALID      | AccessExclusiveLock      | no   | no  | quiet
          ALTER TABLE t VALIDATE CONSTRAINT later                      | ShareUpdateExclusiveLock | no   | yes | quiet
          ALTER TABLE t ADD CONSTRAINT k UNIQUE (id, a)                | AccessExclusiveLock      | no   | yes | flagged
          ALTER TABLE t ADD CONSTRAINT k FOREIGN KEY (p_id) REFERENCES p (id) | ShareRowExclusiveLock | no | yes | flagged
          ALTER TABLE t ADD CONSTRAINT k FOREIGN KEY (p_id) REFERENCES p (id) NOT VALID | ShareRowExclusiveLock | no | no | quiet
          ALTER TABLE t DROP CONSTRAINT small                          | AccessExclusiveLock      | no   | no  | quiet
          CREATE INDEX k ON t (b)                                      | ShareLock                | no   | yes | flagged
          CREATE UNIQUE INDEX k ON t (id, b)                           | ShareLock                | no   | yes | flagged
          CREATE INDEX CONCURRENTLY k ON t (b)                         | ShareUpdateExclusiveLock | no   | no  | quiet
          DROP INDEX t_a                                               | AccessExclusiveLock      | no   | no  | flagged
          DROP TABLE t                                                 | AccessExclusiveLock      | no   | no  | flagged
          TRUNCATE t                                                   | AccessExclusiveLock      | no   | no  | flagged
          UPDATE t SET c = 'x'                                         | RowExclusiveLock         | no   | yes | flagged
          DELETE FROM t                                                | RowExclusiveLock         | no   | yes | flagged
          CREATE TRIGGER g BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger() | ShareRowExclusiveLock | no | no | quiet
          REINDEX TABLE t                                              | ShareLock                | no   | no  | flagged
          VACUUM FULL t                                                | AccessExclusiveLock      | no   | no  | flagged
          CLUSTER t USING t_a                                          | AccessExclusiveLock      | no   | no  | flagged
          COMMENT ON COLUMN t.a IS 'x'                                 | ShareUpdateExclusiveLock | no   | no  | quiet
          ANALYZE t                                                    | ShareUpdateExclusiveLock | no   | no  | quiet
          """)
  void postgresqlAndTheRulesAgree(
      String sql, String lock, String rewrite, String scan, String rules) throws SQLException {
    Source change = new Source("db/migrations/2.sql", sql + ";");
    Series series =
        new Series(
            "db/migrations",
            List.of(
                MigrationFile.of(new Source("db/migrations/1.sql", BASE), "sql", Optional.empty()),
                MigrationFile.of(change, "sql", Optional.empty())));
    // What runs outside a transaction is watched from outside: it must last for a look or two.
    boolean alone = change.text().matches("(?s).*CONCURRENTLY.*|(REINDEX|VACUUM|CLUSTER).*");
    int rows = alone ? 150_000 : 3_000;
    Observation seen =
        Rehearsed.run(server, series, 1, rows, Duration.ofSeconds(60), said -> {})
            .trials()
            .getFirst()
            .statements()
            .getFirst();
    assertThat(seen.failure()).isEmpty();
    assertThat(seen.locks().stream().filter(l -> l.table().equals("t")).map(Observation.Lock::mode))
        .containsExactly(lock);
    assertThat(seen.rewritten()).hasSize(rewrite.equals("yes") ? 1 : 0);
    assertThat(seen.scanned().stream().anyMatch(s -> s.table().equals("t")))
        .isEqualTo(scan.equals("yes"));
    boolean flagged =
        MigrationReviewer.review(change).stream()
            .anyMatch(f ->
                f.rule().severity().compareTo(Severity.MEDIUM) <= 0
                    && !f.rule().id().endsWith("-timeout"));
    if (!rules.equals("any")) {
      assertThat(flagged ? "flagged" : "quiet").isEqualTo(rules);
    }
  }
}

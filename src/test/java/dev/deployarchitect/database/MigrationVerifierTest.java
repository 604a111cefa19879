package dev.deployarchitect.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deployarchitect.Workspaces;
import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.delivery.Evidence;
import dev.deployarchitect.delivery.Surroundings;
import dev.deployarchitect.scratch.Scratch;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Delivered migrations, really applied after the history of their repository. */
@Timeout(120)
class MigrationVerifierTest {
  private static final String BASE =
      "CREATE TABLE \"User\" (\"id\" TEXT PRIMARY KEY, \"email\" TEXT, \"kind\" TEXT NOT NULL);\n";

  @TempDir private Path folder;

  private Evidence applied(Map<String, String> more, Artifact... delivered) {
    Map<String, String> files = new TreeMap<>(more);
    files.putIfAbsent("prisma/migrations/1_base/migration.sql", BASE);
    return new MigrationVerifier(Scratch.ON)
        .verify(
            delivered[delivered.length - 1],
            List.of(delivered),
            Surroundings.of(Workspaces.of(folder, files)))
        .getLast();
  }

  private static Artifact migration(String name, String sql) {
    return new Artifact("prisma/migrations/%s/migration.sql".formatted(name), sql, "test");
  }

  @Test
  void aMigrationAppliesAfterTheHistoryAndThoseDeliveredWithIt() {
    Evidence seen =
        applied(
            Map.of(),
            migration("2_a", "ALTER TABLE \"User\" ADD \"phone\" TEXT;"),
            migration("3_b", "CREATE INDEX \"i\" ON \"User\" (\"phone\");"));
    assertThat(seen)
        .isInstanceOfSatisfying(
            Evidence.Passed.class,
            p ->
                assertThat(p.said())
                    .isEqualTo("applies after 2 migrations on tables with made-up rows"));
  }

  @Test
  void oneThatNeedsWhatIsNotThereFailsWithItsPlace() {
    assertThat(applied(Map.of(), migration("2_a", "ALTER TABLE \"Usr\" ADD \"phone\" TEXT;")))
        .isInstanceOfSatisfying(
            Evidence.Failed.class,
            f ->
                assertThat(f.said())
                    .startsWith("prisma/migrations/2_a/migration.sql:1:1 relation \"Usr\""));
  }

  @Test
  void oneThatFailsOnlyOnRowsFails() {
    assertThat(
            applied(Map.of(), migration("2_a", "ALTER TABLE \"User\" ADD \"age\" INT NOT NULL;")))
        .isInstanceOfSatisfying(
            Evidence.Failed.class, f -> assertThat(f.said()).contains("contains null values"));
  }

  @Test
  void whatDependsOnTheRowsIsSaidAndNotHeldAgainstIt() {
    assertThat(
            applied(
                Map.of(),
                migration("2_a", "ALTER TABLE \"User\" ADD CHECK (\"kind\" IN ('a', 'b'));")))
        .isInstanceOfSatisfying(
            Evidence.Passed.class,
            p -> assertThat(p.said()).contains("made-up rows break a constraint"));
  }

  @Test
  void afterAHistoryThatDoesNotRunHereNothingIsHeldAgainstIt() {
    assertThat(
            applied(
                Map.of(
                    "prisma/migrations/1_base/migration.sql",
                    "CREATE EXTENSION postgis;\nCREATE TABLE place (at geometry(Point));"),
                migration("2_a", "ALTER TABLE place ADD n INT;")))
        .isInstanceOfSatisfying(
            Evidence.NotRun.class,
            n -> assertThat(n.why()).contains("its history does not run here"));
  }

  @Test
  void anotherEnginesMigrationIsNotRun() {
    assertThat(
            applied(
                Map.of("prisma/schema.prisma", "datasource db {\n  provider = \"mysql\"\n}\n"),
                migration("2_a", "ALTER TABLE `User` ADD `n` INT;")))
        .isEqualTo(
            new Evidence.NotRun("executed on PostgreSQL", "the repository's database is mysql"));
  }
}

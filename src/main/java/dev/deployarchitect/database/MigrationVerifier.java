package dev.deployarchitect.database;

import dev.deployarchitect.database.migration.MigrationReviewer;
import dev.deployarchitect.database.execution.ExecutedSql;
import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.delivery.Evidence;
import dev.deployarchitect.delivery.OwnCheck;
import dev.deployarchitect.delivery.Verifier;
import dev.deployarchitect.finding.Severity;
import dev.deployarchitect.finding.Suppressions;
import dev.deployarchitect.syntax.sql.SqlReader;
import dev.deployarchitect.text.Source;
import java.util.List;

/** SQL files: our rules for migrations, the reader for all others. */
public final class MigrationVerifier implements Verifier {

  @Override
  public boolean verifies(Artifact artifact) {
    return artifact.path().endsWith(".sql");
  }

  @Override
  public List<Evidence> verify(Artifact artifact, List<Artifact> together) {
    Source source = new Source(artifact.path(), artifact.content());
    boolean migration = artifact.name().equals("migration.sql");
    Evidence own =
        migration
            ? OwnCheck.run("own migration rules", artifact, () -> rules(source))
            : OwnCheck.run(
                "reads as SQL",
                artifact,
                () ->
                    SqlReader.read(source).problems().stream()
                        .map(p -> p.span().place() + " " + p.message())
                        .toList());
    return List.of(
        own,
        new Evidence.NotRun(
            ExecutedSql.CHECK,
            "it was read here; review_migrations with execute runs a migration on a scratch server"));
  }

  private static List<String> rules(Source source) {
    return Suppressions.apply(source, MigrationReviewer.review(source), List.of()).kept().stream()
        .filter(f -> f.rule().severity().reaches(Severity.LOW) && !f.rule().strict())
        .map(f -> "%s %s %s".formatted(f.span().place(), f.rule().id(), f.message()))
        .toList();
  }
}

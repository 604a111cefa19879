package dev.deployarchitect.database;

import dev.deployarchitect.database.execution.ExecutedSql;
import dev.deployarchitect.database.migration.MigrationReviewer;
import dev.deployarchitect.database.trial.AppliedMigration;
import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.delivery.Evidence;
import dev.deployarchitect.delivery.OwnCheck;
import dev.deployarchitect.delivery.Surroundings;
import dev.deployarchitect.delivery.Verifier;
import dev.deployarchitect.finding.Severity;
import dev.deployarchitect.finding.Suppressions;
import dev.deployarchitect.interrupt.Places;
import dev.deployarchitect.project.ProjectProfile;
import dev.deployarchitect.project.Topic;
import dev.deployarchitect.scratch.Scratch;
import dev.deployarchitect.syntax.sql.SqlReader;
import dev.deployarchitect.text.Source;
import dev.deployarchitect.workspace.Workspace;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * SQL files: our rules for migrations, the reader for all others; a migration of a known repository
 * is also applied after its history.
 */
public final class MigrationVerifier implements Verifier {
  private final MigrationReviewer reviewer = new MigrationReviewer();
  private final Scratch scratch;

  /** Where migrations are applied. */
  public MigrationVerifier(Scratch scratch) {
    this.scratch = scratch;
  }

  @Override
  public boolean verifies(Artifact artifact) {
    return artifact.path().endsWith(".sql");
  }

  @Override
  public boolean takesLong() {
    return true;
  }

  @Override
  public List<Evidence> verify(Artifact artifact, List<Artifact> together) {
    return verify(artifact, together, Surroundings.unknown());
  }

  @Override
  public List<Evidence> verify(Artifact artifact, List<Artifact> together, Surroundings around) {
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
    Optional<Workspace> workspace =
        around.workspace().filter(w -> scratch.allowed() && reviewer.reads(artifact.path()));
    return List.of(
        own,
        workspace
            .map(w -> Places.away(() -> applied(artifact, source, together, w, around)))
            .orElseGet(() ->
                new Evidence.NotRun(
                    ExecutedSql.CHECK,
                    "it was read here; review_migrations with execute runs a migration on a scratch server")));
  }

  private Evidence applied(
      Artifact artifact,
      Source source,
      List<Artifact> together,
      Workspace workspace,
      Surroundings around) {
    ProjectProfile profile = ProjectProfile.of(workspace);
    if (!MigrationReviewer.judges(profile)) {
      return new Evidence.NotRun(
          ExecutedSql.CHECK,
          "the repository's database is %s".formatted(profile.nameOr(Topic.DATABASE, "not known")));
    }
    try {
      around.progress("applying %s after its history".formatted(artifact.path()));
      AppliedMigration seen =
          AppliedMigration.run(
              source,
              together.stream().map(a -> new Source(a.path(), a.content())).toList(),
              workspace,
              reviewer,
              scratch,
              around::progress);
      return evidence(artifact, seen);
    } catch (IOException e) {
      return new Evidence.NotRun(ExecutedSql.CHECK, "no scratch server: " + e.getMessage());
    } catch (SQLException e) {
      return new Evidence.NotRun(ExecutedSql.CHECK, "the scratch server failed: " + e.getMessage());
    }
  }

  private static Evidence evidence(Artifact artifact, AppliedMigration seen) {
    if (seen.fault().isPresent() && !seen.broken().isEmpty()) {
      return new Evidence.NotRun(
          ExecutedSql.CHECK,
          "its history does not run here (%s), and then it fails: %s"
              .formatted(seen.broken().getFirst(), seen.fault().get()));
    }
    return seen.fault().isPresent()
        ? new Evidence.Failed(
            ExecutedSql.CHECK, seen.server(), artifact.sha256(), seen.took(), seen.fault().get())
        : new Evidence.Passed(
            ExecutedSql.CHECK,
            seen.server(),
            artifact.sha256(),
            seen.took(),
            "applies after %d migrations%s"
                .formatted(
                    seen.history(),
                    seen.remark()
                        .map(r ->
                            " on empty tables; made-up rows break a constraint that yours may keep: "
                                + r)
                        .orElse(" on tables with made-up rows")));
  }

  private static List<String> rules(Source source) {
    return Suppressions.apply(source, MigrationReviewer.review(source), List.of()).kept().stream()
        .filter(f -> f.rule().severity().reaches(Severity.LOW) && !f.rule().strict())
        .map(f -> "%s %s %s".formatted(f.span().place(), f.rule().id(), f.message()))
        .toList();
  }
}

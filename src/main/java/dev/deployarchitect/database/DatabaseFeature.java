package dev.deployarchitect.database;

import dev.deployarchitect.content.Content;
import dev.deployarchitect.database.plan.PlanMigration;
import dev.deployarchitect.delivery.Verification;
import dev.deployarchitect.database.migration.MigrationReviewer;
import dev.deployarchitect.tool.Feature;
import java.util.List;

/** What this room brings. */
public final class DatabaseFeature {
  private DatabaseFeature() {}

  public static Feature feature(Content content, Verification verification) {
    MigrationReviewer reviewer = new MigrationReviewer();
    return new Feature(
        "database",
        List.of(
            new ReviewMigrations(reviewer, content).tool(),
            new PlanMigration(content, verification).tool()),
        List.of(reviewer));
  }
}

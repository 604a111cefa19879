package dev.deployarchitect.build.generate;

import dev.deployarchitect.project.Fact;
import dev.deployarchitect.project.ProjectProfile;
import dev.deployarchitect.project.Topic;
import java.util.Optional;

/** The scripts of the root's package.json; those of a monorepo's packages run elsewhere. */
final class RootScript {
  private RootScript() {}

  static Optional<Fact> find(ProjectProfile profile, String name) {
    return profile
        .about(Topic.SCRIPT)
        .filter(f -> f.name().equals(name) && f.proof().path().equals("package.json"))
        .findFirst();
  }

  /** Whether running {@code script} changes, seeds or asks a database. */
  static boolean touchesDatabase(String script) {
    return script.matches("(?i).*(migrat|\\bdb[: -](?!types)|check-db|\\bseed).*");
  }
}

package dev.deployarchitect.build.generate;

import dev.deployarchitect.project.Fact;
import dev.deployarchitect.project.ProjectProfile;
import dev.deployarchitect.project.Topic;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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

  /**
   * A chain of commands without those that touch a database; empty where it is no plain chain, or
   * nothing that needs a script of its own is left.
   */
  static Optional<String> withoutDatabase(String script) {
    if (!script.contains("&&") || script.matches(".*(\\|\\||;|[\"'`$()<>]).*")) {
      return Optional.empty();
    }
    List<String> kept =
        Stream.of(script.split("&&"))
            .map(String::strip)
            .filter(command -> !touchesDatabase(command))
            .toList();
    boolean plain = kept.stream().allMatch(c -> c.matches("next build|(npx )?prisma generate"));
    return plain ? Optional.empty() : Optional.of(String.join(" && ", kept));
  }
}

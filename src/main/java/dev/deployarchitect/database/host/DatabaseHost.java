package dev.deployarchitect.database.host;

import dev.deployarchitect.project.ProjectProfile;
import dev.deployarchitect.project.Topic;
import java.util.Optional;

/** The service that a project's client library is for. */
public final class DatabaseHost {
  private DatabaseHost() {}

  /** {@code neon} or {@code supabase}; empty where nothing says. */
  public static Optional<String> of(ProjectProfile profile) {
    if (profile.has(Topic.DATABASE_SERVICE, "neon")) {
      return Optional.of("neon");
    }
    return profile.has(Topic.AUTH, "supabase") ? Optional.of("supabase") : Optional.empty();
  }
}

package dev.deployarchitect.project.database;

import dev.deployarchitect.project.Paths;
import dev.deployarchitect.text.Span;
import java.util.Comparator;

/**
 * A place that names an engine.
 *
 * @param version of the server, as an image's tag says it; empty elsewhere
 * @param span the word itself, never the rest of an address: that may hold a password
 */
public record EngineEvidence(Engine engine, Strength strength, String version, Span span) {
  static final Comparator<EngineEvidence> STRONGEST_FIRST =
      Comparator.comparingInt(EngineEvidence::rank)
          .thenComparing(e -> e.span().path(), Paths.SHALLOW_FIRST)
          .thenComparingInt(e -> e.span().start());

  /**
   * From 0, the strongest. Settings that name SQLite are often a default for a developer's machine:
   * a server's client library beside them says more, another program's container less.
   */
  int rank() {
    return switch (strength) {
      case PRODUCTION -> engine.embedded() ? 1 : 0;
      case SETTING -> engine.embedded() ? 4 : 2;
      case DRIVER -> engine.embedded() ? 6 : 3;
      case IMAGE -> 5;
      case LOCAL -> engine.embedded() ? 8 : 7;
    };
  }

  /** {@code config/database.yml:8}. */
  public String place() {
    return span.path() + ":" + span.line();
  }

  /** {@code MySQL (config/database.yml:8)}. */
  public String said() {
    return "%s (%s)".formatted(engine.title(), place());
  }
}

package dev.deployarchitect.project.database;

import dev.deployarchitect.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The engines that a repository names, strongest evidence first, one entry for each engine. Empty
 * where nothing names one: then the database is not known, which is not the same as none.
 */
public record DatabaseEngine(List<EngineEvidence> evidence) {

  /** Reads settings, schemas, manifests, compose files and infrastructure. */
  public static DatabaseEngine of(Workspace workspace) {
    List<EngineEvidence> all = new ArrayList<>();
    SettingsEvidence.read(workspace, all::add);
    RailsEvidence.read(workspace, all::add);
    DriverEvidence.read(workspace, all::add);
    ServerEvidence.read(workspace, all::add);
    List<EngineEvidence> strongest = new ArrayList<>();
    for (EngineEvidence one : all.stream().sorted(EngineEvidence.STRONGEST_FIRST).toList()) {
      if (strongest.stream().noneMatch(s -> s.engine() == one.engine())) {
        strongest.add(one.version().isEmpty() ? versioned(one, all) : one);
      }
    }
    return new DatabaseEngine(List.copyOf(strongest));
  }

  private static EngineEvidence versioned(EngineEvidence one, List<EngineEvidence> all) {
    String version =
        all.stream()
            .filter(e -> e.engine() == one.engine() && !e.version().isEmpty())
            .map(EngineEvidence::version)
            .findFirst()
            .orElse("");
    return new EngineEvidence(one.engine(), one.strength(), version, one.span());
  }

  /** What the strongest evidence says; empty where the database cannot be told. */
  public Optional<EngineEvidence> main() {
    return evidence.stream().findFirst();
  }

  /** The evidence for {@code engine}, if none says something else more strongly. */
  public Optional<EngineEvidence> using(Engine engine) {
    return evidence.stream()
        .filter(e -> e.engine() == engine && e.rank() <= evidence.getFirst().rank())
        .findFirst();
  }

  /** Whether the repository uses {@code engine}, as far as its files say; two may be used. */
  public boolean uses(Engine engine) {
    return using(engine).isPresent();
  }

  /**
   * {@code MySQL (config/database.yml:8), PostgreSQL (compose.yaml:5)}; empty where none is named.
   */
  public String said() {
    return evidence.stream().map(EngineEvidence::said).collect(Collectors.joining(", "));
  }
}

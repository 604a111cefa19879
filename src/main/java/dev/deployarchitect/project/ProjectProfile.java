package dev.deployarchitect.project;

import dev.deployarchitect.project.database.DatabaseEngine;
import dev.deployarchitect.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The facts about one repository, in the order in which the detectors stated them.
 *
 * @param database the engines it names, strongest evidence first, as the facts about {@link
 *     Topic#DATABASE} are
 */
public record ProjectProfile(String name, List<Fact> facts, DatabaseEngine database) {

  /** Asks every detector once; equal facts of one topic and name keep their first proof. */
  public static ProjectProfile of(Workspace workspace) {
    List<Fact> facts = new ArrayList<>();
    DatabaseEngine database = DatabaseEngine.of(workspace);
    for (Detector detector : Detectors.all(database)) {
      detector.detect(
          workspace,
          fact -> {
            boolean known = facts.stream().anyMatch(f -> same(f, fact));
            if (!known) {
              facts.add(fact);
            }
          });
    }
    return new ProjectProfile(workspace.name(), List.copyOf(facts), database);
  }

  private static boolean same(Fact a, Fact b) {
    return a.topic() == b.topic() && a.name().equals(b.name());
  }

  public Stream<Fact> about(Topic topic) {
    return facts.stream().filter(f -> f.topic() == topic);
  }

  public Optional<Fact> find(Topic topic, String name) {
    return about(topic).filter(f -> f.name().equals(name)).findFirst();
  }

  public Optional<Fact> first(Topic topic) {
    return about(topic).findFirst();
  }

  public boolean has(Topic topic, String name) {
    return find(topic, name).isPresent();
  }

  public boolean has(Topic topic) {
    return first(topic).isPresent();
  }

  /** The name of the first fact about {@code topic}, or {@code other}. */
  public String nameOr(Topic topic, String other) {
    return first(topic).map(Fact::name).orElse(other);
  }
}

package dev.deployarchitect.repository.usage;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Sums over files. */
public final class OutlineCounts {
  private int definitions;
  private int routes;
  private int data;
  private final Set<String> environment = new LinkedHashSet<>();

  public void add(FileOutline outline) {
    definitions += outline.definitions().size();
    routes += outline.routes().size();
    data += outline.data().values().stream().mapToInt(List::size).sum();
    outline.environment().forEach(e -> environment.add(e.name()));
  }

  @Override
  public String toString() {
    return "%d definitions, %d routes, %d environment variables, %d database accesses"
        .formatted(definitions, routes, environment.size(), data);
  }
}

package dev.deployarchitect.repository;

import dev.deployarchitect.tool.Feature;
import java.util.List;

/** What this room brings. */
public final class RepositoryFeature {
  private RepositoryFeature() {}

  public static Feature feature() {
    return new Feature(
        "repository",
        List.of(InspectProject.tool(), ListFiles.tool(), ReadFile.tool(), SearchFiles.tool()),
        List.of());
  }
}

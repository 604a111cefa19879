package dev.deployarchitect.project;

import dev.deployarchitect.project.database.DatabaseEngine;
import java.util.List;

/** All detectors, in the order in which a reader wants their facts. */
final class Detectors {
  private Detectors() {}

  static List<Detector> all(DatabaseEngine database) {
    return List.of(
        new PackageJsonDetector(),
        new LockfileDetector(),
        new LanguageDetector(),
        new MonorepoDetector(),
        new NextDetector(),
        new DatabaseDetector(database),
        new RouteDetector(),
        new PlatformDetector(),
        new EnvironmentDetector());
  }
}

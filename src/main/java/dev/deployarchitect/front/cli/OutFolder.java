package dev.deployarchitect.front.cli;

import dev.deployarchitect.delivery.Artifact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** Writes delivered files below a folder; each appears whole or not at all. */
final class OutFolder {
  private OutFolder() {}

  static void write(Path folder, List<Artifact> artifacts) {
    for (Artifact artifact : artifacts) {
      Path target = folder.resolve(artifact.path()).normalize();
      if (!target.startsWith(folder.normalize())) {
        throw new UsageException("%s would leave %s.".formatted(artifact.path(), folder));
      }
      try {
        Files.createDirectories(target.toAbsolutePath().getParent());
        Path temporary = Files.createTempFile(target.toAbsolutePath().getParent(), ".part", "");
        Files.writeString(temporary, artifact.content());
        Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
      } catch (IOException e) {
        throw new UsageException("%s cannot be written: %s".formatted(target, e.getMessage()));
      }
    }
  }
}

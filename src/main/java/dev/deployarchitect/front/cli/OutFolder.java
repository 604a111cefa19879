package dev.deployarchitect.front.cli;

import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.workspace.FolderWriter;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** {@code --out} and {@code --force}: where delivered files are written, and over which others. */
final class OutFolder {
  @Option(names = "--out", description = "Write the delivered files below this folder.")
  private Path folder;

  @Option(
      names = "--force",
      description = "With --out: also overwrite files whose content differs.")
  private boolean force;

  boolean given() {
    return folder != null;
  }

  /**
   * Writes all files or none, and says which.
   *
   * @throws UsageException when files with other content are there and {@code --force} is not given
   */
  void write(List<Artifact> artifacts, PrintStream told) {
    FolderWriter writer = FolderWriter.below(folder);
    List<FolderWriter.Change> changes = new ArrayList<>();
    List<String> different = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    for (Artifact artifact : artifacts) {
      ByteBuffer content = ByteBuffer.wrap(artifact.content().getBytes(StandardCharsets.UTF_8));
      Optional<ByteBuffer> now = writer.current(artifact.path());
      if (now.equals(Optional.of(content))) {
        lines.add("  unchanged " + artifact.path());
        continue;
      }
      changes.add(new FolderWriter.Change(artifact.path(), now, Optional.of(artifact.content())));
      now.ifPresent(there -> different.add(artifact.path()));
      lines.add((now.isPresent() ? "  replaced  " : "  new       ") + artifact.path());
    }
    if (!force && !different.isEmpty()) {
      throw new UsageException(
          "nothing was written: %s has other content in %s. Give --force to overwrite, or another folder."
              .formatted(folder, String.join(", ", different)));
    }
    writer.write(changes);
    told.printf("%d of %d files written below %s:%n", changes.size(), artifacts.size(), folder);
    lines.forEach(told::println);
  }
}

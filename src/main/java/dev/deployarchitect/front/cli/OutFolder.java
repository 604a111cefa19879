package dev.deployarchitect.front.cli;

import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.delivery.Bundle;
import dev.deployarchitect.delivery.Bundle.Difference;
import dev.deployarchitect.draft.Draft;
import dev.deployarchitect.tool.ToolContext;
import dev.deployarchitect.workspace.FolderWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where what is delivered goes: below a folder, into a patch, or into the repository itself. */
final class OutFolder {
  @Option(names = "--out", description = "Write the delivered files below this folder.")
  private Path folder;

  @Option(
      names = "--force",
      description = "With --out: also overwrite files whose content differs.")
  private boolean force;

  @Option(names = "--patch", description = "Write what is delivered as a patch for git apply.")
  private Path patch;

  @Option(
      names = "--apply",
      description = "Write what is delivered into the repository, if its files are as they were.")
  private boolean apply;

  /** The draft, deletions too. */
  void write(Draft draft, ToolContext context, PrintStream told) {
    write(
        draft.files().values().stream()
            .map(f -> new Difference(f.path(), f.base(), f.after()))
            .toList(),
        context,
        told);
  }

  /** Files of a tool. */
  void write(List<Artifact> artifacts, ToolContext context, PrintStream told) {
    write(
        artifacts.stream()
            .map(a ->
                new Difference(
                    a.path(),
                    context.original().source(a.path()).map(source -> source.text()),
                    Optional.of(a.content())))
            .toList(),
        context,
        told);
  }

  private void write(Collection<Difference> files, ToolContext context, PrintStream told) {
    if (files.isEmpty()) {
      return;
    }
    if (folder != null) {
      below(folder, files, told);
    }
    if (patch != null) {
      try {
        Files.writeString(patch, Bundle.patch(files));
      } catch (IOException e) {
        throw new UsageException("the patch cannot be written: " + e.getMessage());
      }
      told.printf("Patch of %d files: %s%n", files.size(), patch);
    }
    if (apply) {
      FolderWriter.below(context.original().root())
          .write(
              files.stream()
                  .filter(f -> !f.before().equals(f.after()))
                  .map(f ->
                      new FolderWriter.Change(
                          f.path(), f.before().map(OutFolder::bytes), f.after()))
                  .toList());
      told.printf("%d files of %s written.%n", files.size(), context.original().root());
    }
  }

  /**
   * Writes all files or none, and says which.
   *
   * @throws UsageException when files with other content are there and {@code --force} is not given
   */
  private void below(Path folder, Collection<Difference> files, PrintStream told) {
    FolderWriter writer = FolderWriter.below(folder);
    List<FolderWriter.Change> changes = new ArrayList<>();
    List<String> different = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    for (Difference file : files) {
      Optional<ByteBuffer> now = writer.current(file.path());
      if (now.equals(file.after().map(OutFolder::bytes))) {
        lines.add("  unchanged " + file.path());
        continue;
      }
      changes.add(new FolderWriter.Change(file.path(), now, file.after()));
      // The file that the draft was made from may be overwritten: its changes are what is written.
      if (now.isPresent() && !now.equals(file.before().map(OutFolder::bytes))) {
        different.add(file.path());
      }
      lines.add(
          (file.after().isEmpty()
                  ? "  deleted   "
                  : now.isPresent() ? "  replaced  " : "  new       ")
              + file.path());
    }
    if (!force && !different.isEmpty()) {
      throw new UsageException(
          "nothing was written: %s has other content in %s. Give --force to overwrite, or another folder."
              .formatted(folder, String.join(", ", different)));
    }
    writer.write(changes);
    told.printf("%d of %d files written below %s:%n", changes.size(), files.size(), folder);
    lines.forEach(told::println);
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }
}

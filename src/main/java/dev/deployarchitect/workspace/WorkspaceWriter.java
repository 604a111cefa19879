package dev.deployarchitect.workspace;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Writes files into a workspace's folder, where it may be written, as {@link FolderWriter} does.
 */
public final class WorkspaceWriter {

  /**
   * One file.
   *
   * @param before what it was when somebody decided to change it; empty for a new one
   * @param content what it is to be; empty for one that goes
   */
  public record Change(String path, Optional<String> before, Optional<String> content) {

    private FolderWriter.Change bytes() {
      return new FolderWriter.Change(
          path,
          before.map(text -> ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8))),
          content);
    }
  }

  private WorkspaceWriter() {}

  /**
   * Writes.
   *
   * @throws WorkspaceException with one sentence, when nothing was written
   */
  public static void write(Workspace workspace, List<Change> changes) {
    if (!workspace.isWritable()) {
      throw new WorkspaceException(
          "The workspace %s is only read here.".formatted(workspace.name()));
    }
    FolderWriter.below(workspace.root()).write(changes.stream().map(Change::bytes).toList());
  }

  /**
   * Refuses what {@link #write} would refuse by now, before somebody is asked about it.
   *
   * @throws WorkspaceException with one sentence
   */
  public static void check(Workspace workspace, List<Change> changes) {
    FolderWriter.below(workspace.root()).check(changes.stream().map(Change::bytes).toList());
  }
}

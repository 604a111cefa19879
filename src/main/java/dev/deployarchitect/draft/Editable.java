package dev.deployarchitect.draft;

import dev.deployarchitect.workspace.FolderWriter;
import dev.deployarchitect.workspace.Workspace;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** Whether a file may be changed, and its text. */
final class Editable {
  private Editable() {}

  /**
   * The text of a file that is there.
   *
   * @throws EditException when it cannot be read as it was written
   */
  static String text(Workspace workspace, String path) {
    return switch (workspace.read(path)) {
      case Workspace.Read.Unreadable(String why) -> throw new EditException(why);
      case Workspace.Read.Text(var source) -> {
        if (source.text().indexOf('\uFFFD') >= 0 && !isWhole(workspace, path, source.text())) {
          throw new EditException(
              "%s is not written in UTF-8; an edit would damage it.".formatted(path));
        }
        place(workspace, path);
        yield source.text();
      }
    };
  }

  /** The text of a file, or empty where none is and one may be. */
  static Optional<String> textOrNew(Workspace workspace, String path) {
    if (workspace.exists(path)) {
      return Optional.of(text(workspace, path));
    }
    String folder = path;
    while (folder.contains("/")) {
      folder = folder.substring(0, folder.lastIndexOf('/'));
      if (workspace.files().paths().contains(folder)) {
        throw new EditException(
            "%s is a file; nothing can lie below it as %s.".formatted(folder, path));
      }
    }
    String below = path + "/";
    if (workspace.files().paths().stream().anyMatch(p -> p.startsWith(below))) {
      throw new EditException("%s is a folder.".formatted(path));
    }
    place(workspace, path);
    return Optional.empty();
  }

  /**
   * Refuses what could not be written there: outside, below .git, through a link.
   *
   * @throws dev.deployarchitect.workspace.WorkspaceException with one sentence
   */
  private static void place(Workspace workspace, String path) {
    if (!Path.of(path).normalize().toString().equals(path)) {
      throw new EditException("Write the path '%s' without . and .. in it.".formatted(path));
    }
    FolderWriter.below(workspace.root()).current(path);
  }

  private static boolean isWhole(Workspace workspace, String path, String text) {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    return FolderWriter.below(workspace.root()).current(path).map(bytes::equals).orElse(true);
  }
}

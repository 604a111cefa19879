package dev.deployarchitect.review;

import dev.deployarchitect.text.Source;
import dev.deployarchitect.workspace.GitFolder;
import dev.deployarchitect.workspace.GitPlace;
import dev.deployarchitect.workspace.Workspace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.treewalk.TreeWalk;

/**
 * Which files a change touches, seen from a git revision: all that differs from it in the folder.
 */
sealed interface Changed {

  boolean contains(String path);

  /** Everything counts. */
  record All() implements Changed {
    @Override
    public boolean contains(String path) {
      return true;
    }
  }

  /**
   * Files that differ.
   *
   * @param before what these files held at the revision, as far as they were there
   */
  record Since(Set<String> paths, Map<String, String> before) implements Changed {
    @Override
    public boolean contains(String path) {
      return paths.contains(path);
    }
  }

  /** The revision cannot be read; {@code why} is one sentence. */
  record Unknown(String why) implements Changed {
    @Override
    public boolean contains(String path) {
      return false;
    }
  }

  static Changed since(Workspace workspace, String revision) {
    if (revision == null || revision.isBlank()) {
      return new All();
    }
    return switch (GitFolder.of(workspace)) {
      case GitFolder.None(String why) ->
          new Unknown("%s So nothing is known of %s.".formatted(why, revision));
      case GitFolder.Open open -> {
        try (open) {
          ObjectId tree = open.repository().resolve(revision + "^{tree}");
          yield tree == null
              ? unknown(revision)
              : since(workspace, open.repository(), blobs(open.repository(), tree));
        } catch (IOException | IllegalArgumentException e) {
          yield unknown(revision);
        }
      }
    };
  }

  private static Unknown unknown(String revision) {
    return new Unknown("'%s' is no revision of this repository.".formatted(revision));
  }

  private static Since since(Workspace workspace, Repository repository, Map<String, String> blobs)
      throws IOException {
    Set<String> paths = differing(workspace, blobs);
    Map<String, String> before = new HashMap<>();
    String prefix = GitPlace.prefix(workspace.root());
    for (String path : paths) {
      String blob = blobs.get(prefix + path);
      if (blob != null) {
        ObjectLoader loader = repository.open(ObjectId.fromString(blob));
        if (loader.getSize() <= Workspace.MAX_FILE_BYTES) {
          before.put(path, new String(loader.getBytes(), StandardCharsets.UTF_8));
        }
      }
    }
    return new Since(paths, before);
  }

  /** Path, from the top of the repository, to blob id. */
  private static Map<String, String> blobs(Repository repository, ObjectId tree)
      throws IOException {
    Map<String, String> blobs = new HashMap<>();
    try (TreeWalk walk = new TreeWalk(repository)) {
      walk.addTree(tree);
      walk.setRecursive(true);
      while (walk.next()) {
        blobs.put(walk.getPathString(), walk.getObjectId(0).name());
      }
    }
    return blobs;
  }

  /**
   * Bytes are compared, not git's status: that would run the filter commands of a repository's own
   * configuration.
   */
  private static Set<String> differing(Workspace workspace, Map<String, String> blobs)
      throws IOException {
    String prefix = GitPlace.prefix(workspace.root());
    Set<String> paths = new HashSet<>();
    try (ObjectInserter.Formatter formatter = new ObjectInserter.Formatter()) {
      for (String path : workspace.files().paths()) {
        String before = blobs.get(prefix + path);
        boolean same = before != null && before.equals(id(path, workspace, formatter));
        if (!same) {
          paths.add(path);
        }
      }
    }
    return paths;
  }

  /**
   * The id of a file as the workspace has it: of its text where that is the draft's, else of its
   * bytes, which need be no text.
   */
  private static String id(String path, Workspace workspace, ObjectInserter.Formatter formatter)
      throws IOException {
    Optional<String> text = workspace.source(path).map(Source::text);
    Path file = workspace.root().resolve(path);
    if (Files.isRegularFile(file) && Files.size(file) <= Workspace.MAX_FILE_BYTES) {
      byte[] bytes = Files.readAllBytes(file);
      if (text.isEmpty() || text.get().equals(new String(bytes, StandardCharsets.UTF_8))) {
        return formatter.idFor(Constants.OBJ_BLOB, bytes).name();
      }
    }
    return text.map(
            t -> formatter.idFor(Constants.OBJ_BLOB, t.getBytes(StandardCharsets.UTF_8)).name())
        .orElse("");
  }
}

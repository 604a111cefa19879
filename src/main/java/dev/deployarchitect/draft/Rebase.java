package dev.deployarchitect.draft;

import dev.deployarchitect.workspace.Workspace;
import java.nio.charset.StandardCharsets;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;
import org.eclipse.jgit.merge.MergeAlgorithm;
import org.eclipse.jgit.merge.MergeFormatter;
import org.eclipse.jgit.merge.MergeResult;

/**
 * A draft laid over a repository that has changed since.
 *
 * @param change that brings what both sides changed together; without files where nothing is to be
 *     brought
 * @param conflicts paths where both sides changed the same lines: the draft keeps its text
 */
public record Rebase(Change change, List<String> conflicts) {
  /** The name under which such a change stands, in the place of a tool's. */
  public static final String REPOSITORY = "repository";

  /** Compares each file of the draft with what the repository holds now. */
  public static Rebase of(Draft draft, Workspace original) {
    List<FileChange> merged = new ArrayList<>();
    List<String> conflicts = new ArrayList<>();
    for (Draft.File file : draft.files().values()) {
      Optional<String> now = original.source(file.path()).map(source -> source.text());
      if (now.equals(file.base())) {
        continue;
      }
      merge(file, now)
          .ifPresentOrElse(
              after -> merged.add(new FileChange(file.path(), now, file.after(), after)),
              () -> conflicts.add(file.path()));
    }
    Change change =
        new Change(
            draft.version() + 1,
            REPOSITORY,
            "the files changed in the repository meanwhile",
            List.copyOf(merged));
    return new Rebase(change, List.copyOf(conflicts));
  }

  /** The text with both changes; empty for a conflict. */
  private static Optional<Optional<String>> merge(Draft.File file, Optional<String> now) {
    if (now.equals(file.after())) {
      return Optional.of(now);
    }
    if (now.isEmpty() || file.after().isEmpty() || file.base().isEmpty()) {
      return Optional.empty();
    }
    MergeResult<RawText> result =
        new MergeAlgorithm()
            .merge(
                RawTextComparator.DEFAULT,
                raw(file.base().get()),
                raw(file.after().get()),
                raw(now.get()));
    if (result.containsConflicts()) {
      return Optional.empty();
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      new MergeFormatter()
          .formatMerge(bytes, result, List.of("base", "draft", "now"), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Optional.of(Optional.of(bytes.toString(StandardCharsets.UTF_8)));
  }

  private static RawText raw(String text) {
    return new RawText(text.getBytes(StandardCharsets.UTF_8));
  }
}

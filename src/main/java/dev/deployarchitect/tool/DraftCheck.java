package dev.deployarchitect.tool;

import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.delivery.Delivered;
import dev.deployarchitect.delivery.Surroundings;
import dev.deployarchitect.delivery.Verification;
import dev.deployarchitect.draft.Draft;
import dev.deployarchitect.workspace.Workspace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Verifies files of the draft among their neighbours, of the draft and of the repository. */
public record DraftCheck(Verification verification) {
  /** Files of a folder that are given to checks which look across files. */
  private static final int MOST_BESIDE = 200;

  /** Runs every check of every file that has not run for what it is now. */
  public void finish(ToolContext context) {
    Draft draft = context.draft();
    run(
        verification,
        draft.files().values().stream()
            .filter(f -> f.after().isPresent() && !context.checked().isWhole(f, draft))
            .map(Draft.File::path)
            .collect(Collectors.toCollection(TreeSet::new)),
        context);
  }

  /**
   * Runs the quick checks of these files; those the draft deletes or does not hold are left out.
   */
  public void quickly(Collection<String> paths, ToolContext context) {
    run(verification.quick(), paths, context);
  }

  /** The repository with the draft on it, but for these files. */
  public Surroundings around(Set<String> paths, ToolContext context) {
    return Surroundings.of(without(context.draft(), paths, context.original()))
        .heardBy(context::progress);
  }

  /** Keeps what all checks said of files as the draft has them; others are left out. */
  public void keep(List<Delivered> delivered, ToolContext context) {
    Draft draft = context.draft();
    context
        .checked()
        .add(
            delivered.stream().filter(d -> isOf(draft, d.artifact())).toList(),
            draft.version(),
            file -> true);
  }

  private static boolean isOf(Draft draft, Artifact artifact) {
    return draft
        .file(artifact.path())
        .filter(f -> f.after().equals(Optional.of(artifact.content())))
        .isPresent();
  }

  private void run(Verification checks, Collection<String> paths, ToolContext context) {
    Draft draft = context.draft();
    List<Artifact> artifacts =
        paths.stream()
            .flatMap(p -> draft.file(p).stream())
            .flatMap(f -> artifact(f).stream())
            .toList();
    if (artifacts.isEmpty()) {
      return;
    }
    context.progress("Checking %d files of the draft.".formatted(artifacts.size()));
    Set<String> checked = artifacts.stream().map(Artifact::path).collect(Collectors.toSet());
    List<Delivered> delivered =
        checks.verify(artifacts, together(artifacts, context), around(checked, context));
    boolean all = checks.equals(verification);
    context.checked().add(delivered, draft.version(), file -> all || !verification.takesLong(file));
  }

  /** The repository with the draft on it, but for these files: what is new in them shows. */
  private static Workspace without(Draft draft, Set<String> paths, Workspace original) {
    Map<String, Optional<String>> texts = new HashMap<>();
    draft.files().forEach((path, file) -> texts.put(path, file.after()));
    texts.keySet().removeAll(paths);
    return original.with(texts);
  }

  private static List<Artifact> together(List<Artifact> artifacts, ToolContext context) {
    List<Artifact> all = new ArrayList<>();
    context.draft().files().values().forEach(f -> artifact(f).ifPresent(all::add));
    Set<String> known = all.stream().map(Artifact::path).collect(Collectors.toSet());
    Set<String> folders = artifacts.stream().map(a -> folder(a.path())).collect(Collectors.toSet());
    Workspace workspace = context.workspace();
    workspace.paths(p -> folders.contains(folder(p)) && !known.contains(p)).stream()
        .limit(MOST_BESIDE)
        .flatMap(p -> workspace.source(p).stream())
        .forEach(s -> all.add(new Artifact(s.path(), s.text(), "a file of the repository")));
    return all;
  }

  private static String folder(String path) {
    return path.substring(0, path.lastIndexOf('/') + 1);
  }

  /** Empty for a file that goes. */
  public static Optional<Artifact> artifact(Draft.File file) {
    return file.after().map(text -> new Artifact(file.path(), text, file.change().why()));
  }
}

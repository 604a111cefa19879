package dev.deployarchitect.database.trial;

import dev.deployarchitect.database.migration.MigrationOrder;
import dev.deployarchitect.database.migration.MigrationReviewer;
import dev.deployarchitect.project.Paths;
import dev.deployarchitect.text.Source;
import dev.deployarchitect.workspace.Workspace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Migrations that run one after another, in the order their tool runs them.
 *
 * @param folder that holds them
 */
record Series(String folder, List<MigrationFile> files) {
  /** All of a workspace, the longest first. */
  static List<Series> of(Workspace workspace, MigrationReviewer reviewer) {
    List<Series> all = new ArrayList<>();
    MigrationReviewer.folders(workspace.paths(reviewer::reads))
        .forEach((folder, paths) -> {
          List<Source> sources =
              paths.stream().flatMap(path -> workspace.source(path).stream()).toList();
          if (!sources.isEmpty()) {
            all.add(of(folder, sources, workspace));
          }
        });
    all.sort(Comparator.comparingInt((Series s) -> -s.files().size()));
    return all;
  }

  private static Series of(String folder, List<Source> sources, Workspace workspace) {
    String tool = tool(folder, sources.getFirst().path(), workspace);
    Function<Source, String> name =
        s -> s.path().substring(folder.isEmpty() ? 0 : folder.length() + 1);
    return new Series(
        folder,
        sources.stream()
            .sorted(Comparator.comparing(name, MigrationOrder.of(tool)))
            .map(s -> MigrationFile.of(s, tool, down(s.path(), workspace)))
            .toList());
  }

  /** Which tool's folder it is; {@code sql} where nothing says. */
  private static String tool(String folder, String path, Workspace workspace) {
    String known = MigrationReviewer.tool(path);
    if (!known.equals("sql")) {
      return known;
    }
    boolean drizzle = workspace.source(folder + "/meta/_journal.json").isPresent();
    return drizzle ? "drizzle" : "sql";
  }

  private static Optional<Source> down(String path, Workspace workspace) {
    List<String> names =
        List.of(
            Paths.folder(path) + "/down.sql",
            path.replaceFirst("[._]up\\.sql$", ".down.sql"),
            path.replaceFirst("/V([^/]+)$", "/U$1"));
    return names.stream()
        .filter(name -> !name.equals(path))
        .flatMap(name -> workspace.source(name).stream())
        .findFirst();
  }

  /** The same with {@code file} at its end. */
  Series with(MigrationFile file) {
    List<MigrationFile> more = new ArrayList<>(files);
    more.add(file);
    return new Series(folder, List.copyOf(more));
  }

  /** The place of the first file whose path holds {@code name}; the last file's without a name. */
  Optional<Integer> indexOf(String name) {
    if (name.isBlank()) {
      return files.isEmpty() ? Optional.empty() : Optional.of(files.size() - 1);
    }
    for (int i = 0; i < files.size(); i++) {
      if (files.get(i).source().path().contains(name)) {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }
}

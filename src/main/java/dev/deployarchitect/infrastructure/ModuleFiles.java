package dev.deployarchitect.infrastructure;

import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.delivery.Surroundings;
import dev.deployarchitect.project.Paths;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The Terraform files that one file is judged with: all delivered ones, and of the repository those
 * of its own folder, of folders above a file of values, and of the modules that these call.
 */
final class ModuleFiles {
  private static final Pattern LOCAL = Pattern.compile("source\\s*=\\s*\"(\\.{1,2}/[^\"]*)\"");

  private ModuleFiles() {}

  static List<Artifact> of(Artifact artifact, List<Artifact> together, Surroundings around) {
    Set<String> folders = new HashSet<>();
    folders.add(Paths.folder(artifact.path()));
    if (artifact.path().endsWith(".tfvars")) {
      for (String folder = Paths.folder(artifact.path());
          !folder.isEmpty();
          folder = Paths.folder(folder)) {
        folders.add(Paths.folder(folder));
      }
    }
    List<Artifact> near = in(folders, together, around);
    for (Artifact file : near) {
      LOCAL
          .matcher(file.content())
          .results()
          .map(m -> resolve(Paths.folder(file.path()), m.group(1)))
          .forEach(folders::add);
    }
    return in(folders, together, around);
  }

  private static List<Artifact> in(
      Set<String> folders, List<Artifact> together, Surroundings around) {
    Set<String> delivered = together.stream().map(Artifact::path).collect(Collectors.toSet());
    return around.with(
        together,
        p -> p.endsWith(".tf") && (delivered.contains(p) || folders.contains(Paths.folder(p))));
  }

  private static String resolve(String folder, String relative) {
    return Path.of(folder).resolve(relative).normalize().toString();
  }
}

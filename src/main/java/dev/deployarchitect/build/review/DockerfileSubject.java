package dev.deployarchitect.build.review;

import dev.deployarchitect.build.dockerfile.DockerIgnore;
import dev.deployarchitect.build.dockerfile.Dockerfile;
import dev.deployarchitect.build.dockerfile.ImageName;
import dev.deployarchitect.build.dockerfile.Stage;
import dev.deployarchitect.project.Paths;
import dev.deployarchitect.project.ProjectProfile;
import dev.deployarchitect.text.Source;
import dev.deployarchitect.workspace.Workspace;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a Dockerfile rule looks at: the file, its build context and the project.
 *
 * @param shipped the stages whose layers are the image's
 * @param steps the commands of all RUNs
 */
record DockerfileSubject(
    Dockerfile file,
    Workspace workspace,
    ProjectProfile profile,
    DockerfileSettings settings,
    Set<Stage> shipped,
    List<Step> steps) {
  private static final Pattern DEVELOPMENT =
      Pattern.compile("(?i)(.*[._-])?(dev|development|devcontainer|local)([._-].*)?");

  DockerfileSubject(
      Dockerfile file, Workspace workspace, ProjectProfile profile, DockerfileSettings settings) {
    this(
        file,
        workspace,
        profile,
        settings,
        file.last().map(last -> Set.copyOf(last.lineage())).orElse(Set.of()),
        file.stages().stream().flatMap(Step::of).toList());
  }

  /** The ignore file BuildKit would take: the Dockerfile's own, or that of the context. */
  Optional<Source> ignoreFile() {
    String path = file.source().path();
    return List.of(
            path + ".dockerignore", Paths.in(Paths.folder(path), ".dockerignore"), ".dockerignore")
        .stream()
        .flatMap(p -> workspace.source(p).stream())
        .findFirst();
  }

  /** The ignore file that is surely meant: the Dockerfile's own, or one beside it. */
  Optional<Source> nearIgnoreFile() {
    String folder = Paths.folder(file.source().path());
    return ignoreFile().filter(source -> Paths.folder(source.path()).equals(folder));
  }

  /** Whether {@code path} of the context is kept out of it. */
  boolean ignored(String path) {
    return ignores().filter(i -> i.ignores(path)).isPresent();
  }

  /**
   * Whether {@code path} is kept out of one of the contexts the file may be built with: its own
   * folder, or the root.
   */
  boolean mayBeIgnored(String path) {
    boolean own = workspace.source(file.source().path() + ".dockerignore").isPresent();
    return ignored(path)
        || (!own
            && workspace
                .source(".dockerignore")
                .filter(s -> DockerIgnore.read(s.text()).ignores(path))
                .isPresent());
  }

  /** Whether the name says that the image is one to develop in, which nobody deploys. */
  boolean forDevelopment() {
    return DEVELOPMENT.matcher(Paths.name(file.source().path())).matches();
  }

  /** Whether the context is empty. */
  boolean ignoresEverything() {
    return ignores().filter(DockerIgnore::ignoresEverything).isPresent();
  }

  private Optional<DockerIgnore> ignores() {
    return ignoreFile().map(source -> DockerIgnore.read(source.text()));
  }

  /** Whether the final image is the work of a Node application of this project. */
  boolean isNode() {
    return file.stages().stream().anyMatch(s -> ImageName.of(file.expand(s.base())).isNode())
        || file.instructions()
            .anyMatch(i ->
                i.is("RUN") && i.shell().named("npm", "pnpm", "yarn", "bun").findAny().isPresent());
  }
}

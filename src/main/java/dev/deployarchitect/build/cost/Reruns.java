package dev.deployarchitect.build.cost;

import dev.deployarchitect.build.dockerfile.DockerIgnore;
import dev.deployarchitect.build.dockerfile.Dockerfile;
import dev.deployarchitect.build.dockerfile.Installs;
import dev.deployarchitect.build.dockerfile.Instruction;
import dev.deployarchitect.build.dockerfile.Stage;
import dev.deployarchitect.syntax.shell.Word;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which RUN steps BuildKit executes again after an edit, read off the instruction graph: a step
 * runs again when a step before it in its stage did, when its stage builds on one that changed, or
 * when it copies or mounts the edited file or a changed stage.
 *
 * @param steps the RUN steps that run again, in order
 * @param all how many RUN steps the image needs; stages it does not need are never built
 */
public record Reruns(List<Instruction> steps, int all) {
  private static final int SHOWN = 6;

  /** {@code turbo prune --docker} puts manifests into out/json and sources into out/full. */
  private static final Pattern MANIFESTS =
      Pattern.compile(
          ".*/out/json/?|(?:.*/)?(?:package(?:-lock)?\\.json|pnpm-(?:lock|workspace)\\.yaml|yarn\\.lock|bun\\.lockb?)");

  private static final Pattern MANIFEST =
      Pattern.compile(
          "(?:.*/)?(?:package(?:-lock)?\\.json|pnpm-(?:lock|workspace)\\.yaml|yarn\\.lock|bun\\.lockb?)");

  /** Whether dependencies are installed again. */
  public boolean install() {
    return steps.stream().anyMatch(i -> Installs.in(i).findAny().isPresent());
  }

  /** "2 of 5 RUN steps (lines 9, 12), the install not among them". */
  public String summary() {
    String lines =
        steps.isEmpty()
            ? ""
            : " (line%s %s)"
                .formatted(
                    steps.size() == 1 ? "" : "s",
                    steps.stream()
                            .limit(SHOWN)
                            .map(i -> String.valueOf(i.span().line()))
                            .collect(Collectors.joining(", "))
                        + (steps.size() > SHOWN ? ", …" : ""));
    return "%d of %d RUN steps%s, the install %s"
        .formatted(steps.size(), all, lines, install() ? "among them" : "not among them");
  }

  /**
   * What runs again after {@code path} was edited.
   *
   * @param ignore the context's ignore file; an edit of a file it leaves out changes nothing
   */
  public static Reruns of(Dockerfile file, String path, Optional<DockerIgnore> ignore) {
    boolean invisible = ignore.filter(i -> i.ignores(path)).isPresent();
    Set<Stage> changed = new HashSet<>();
    List<Instruction> reruns = new ArrayList<>();
    Set<Stage> needed = needed(file);
    int all = 0;
    for (Stage stage : file.stages()) {
      boolean stale = stage.parent().filter(changed::contains).isPresent();
      for (Instruction i : stage.instructions()) {
        stale |= !invisible && brings(i, path);
        stale |= stages(file, i).anyMatch(changed::contains) && !copiesUntouched(i, path);
        if (i.is("RUN") && needed.contains(stage)) {
          all++;
          if (stale) {
            reruns.add(i);
          }
        }
      }
      if (stale) {
        changed.add(stage);
      }
    }
    return new Reruns(List.copyOf(reruns), all);
  }

  /**
   * Whether it copies manifests alone, which the edit left as they were: BuildKit compares what is
   * copied, so the steps behind it stay cached although the stage it comes from ran again.
   */
  private static boolean copiesUntouched(Instruction i, String path) {
    boolean manifests =
        i.is("COPY")
            && !i.sources().isEmpty()
            && i.sources().stream().allMatch(w -> MANIFESTS.matcher(w.text()).matches());
    return manifests && !MANIFEST.matcher(path).matches();
  }

  /** Whether the instruction reads {@code path} from the build context. */
  private static boolean brings(Instruction i, String path) {
    if (i.is("COPY", "ADD") && i.flag("from").isEmpty()) {
      boolean excluded = i.flags("exclude").anyMatch(f -> matches(f.value(), path));
      return !excluded && i.sources().stream().map(Word::text).anyMatch(s -> matches(s, path));
    }
    return i.is("RUN")
        && i.mounts("bind")
            .filter(m -> m.option("from").isEmpty())
            .map(m -> m.option("source").isEmpty() ? m.option("src") : m.option("source"))
            .anyMatch(source -> matches(source, path));
  }

  /** Patterns are those of a {@code .dockerignore}: a folder brings what is in it. */
  private static boolean matches(String source, String path) {
    String plain = source.replaceFirst("^(\\./|/)+", "").replaceFirst("/+$", "");
    return plain.isEmpty()
        || plain.equals(".")
        || plain.equals("*")
        || DockerIgnore.read(plain).ignores(path);
  }

  private static Stream<Stage> stages(Dockerfile file, Instruction i) {
    Stream<String> names =
        Stream.concat(
            i.flag("from").stream().map(Instruction.Flag::value),
            i.flags("mount").map(m -> m.option("from")).filter(name -> !name.isEmpty()));
    return names.flatMap(name -> file.stage(name).stream());
  }

  /** Stages the final image is built from; BuildKit skips the others. */
  private static Set<Stage> needed(Dockerfile file) {
    Set<Stage> needed = new HashSet<>();
    Deque<Stage> open = new ArrayDeque<>(file.last().stream().toList());
    while (!open.isEmpty()) {
      Stage stage = open.pop();
      if (needed.add(stage)) {
        stage.parent().ifPresent(open::push);
        stage.instructions().stream()
            .flatMap(i -> stages(file, i))
            .filter(s -> s.index() < stage.index())
            .forEach(open::push);
      }
    }
    return needed;
  }
}

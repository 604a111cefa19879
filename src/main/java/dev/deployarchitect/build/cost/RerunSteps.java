package dev.deployarchitect.build.cost;

import dev.deployarchitect.build.dockerfile.Dockerfile;
import dev.deployarchitect.build.dockerfile.Instruction;
import dev.deployarchitect.build.dockerfile.Stage;
import dev.deployarchitect.build.dockerfile.Installs;
import dev.deployarchitect.syntax.shell.Word;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which RUN steps BuildKit executes again after an edit, read off the instruction graph. */
public record RerunSteps(int reruns, int steps, boolean install) {

  /** What was edited. */
  public enum Edit {
    SOURCE("a source edit", "src/app/page.tsx"),
    LOCKFILE("a lockfile edit", "package-lock.json"),
    SCHEMA("a schema edit", "prisma/schema.prisma");

    private final String label;
    private final String path;

    Edit(String label, String path) {
      this.label = label;
      this.path = path;
    }

    public String label() {
      return label;
    }
  }

  /** "4 of 5, the install among them". */
  public String summary() {
    return "%d of %d RUN steps, the install %s"
        .formatted(reruns, steps, install ? "among them" : "not among them");
  }

  public static RerunSteps of(Dockerfile file, Edit edit) {
    Set<Integer> dirty = new HashSet<>();
    List<Instruction> reruns = new ArrayList<>();
    Set<Integer> needed = needed(file);
    int steps = 0;
    for (Stage stage : file.stages()) {
      boolean stale = stage.parent().filter(p -> dirty.contains(p.index())).isPresent();
      for (Instruction instruction : stage.instructions()) {
        stale |= copies(file, instruction, edit, dirty);
        if (instruction.is("RUN") && needed.contains(stage.index())) {
          steps++;
          if (stale) {
            reruns.add(instruction);
          }
        }
      }
      if (stale) {
        dirty.add(stage.index());
      }
    }
    boolean install = reruns.stream().anyMatch(i -> Installs.in(i).findAny().isPresent());
    return new RerunSteps(reruns.size(), steps, install);
  }

  private static boolean copies(
      Dockerfile file, Instruction instruction, Edit edit, Set<Integer> dirty) {
    if (!instruction.is("COPY", "ADD") || instruction.words().size() < 2) {
      return false;
    }
    if (instruction.flag("from").isPresent()) {
      return file.stage(instruction.flag("from").get().value())
          .filter(s -> dirty.contains(s.index()))
          .isPresent();
    }
    return instruction.words().stream()
        .limit(instruction.words().size() - 1L)
        .map(Word::text)
        .anyMatch(source -> brings(source, edit));
  }

  private static boolean brings(String source, Edit edit) {
    String plain = source.replaceFirst("^\\./", "").replaceFirst("/$", "");
    if (plain.isEmpty() || plain.equals(".") || plain.equals("*")) {
      return true;
    }
    boolean lockfile =
        edit == Edit.LOCKFILE
            && plain.matches(
                "package(-lock|\\*)?\\*?\\.json|package\\*|pnpm-lock\\.yaml\\*?|yarn\\.lock\\*?|bun\\.lock.*");
    return lockfile || edit.path.equals(plain) || edit.path.startsWith(plain + "/");
  }

  /** Stages the final image is built from; BuildKit skips the others. */
  private static Set<Integer> needed(Dockerfile file) {
    Set<Integer> needed = new HashSet<>();
    file.last().ifPresent(last -> need(file, last, needed));
    return needed;
  }

  private static void need(Dockerfile file, Stage stage, Set<Integer> needed) {
    if (needed.add(stage.index())) {
      stage.parent().ifPresent(p -> need(file, p, needed));
      stage.instructions().stream()
          .flatMap(i -> i.flag("from").stream())
          .flatMap(f -> file.stage(f.value()).stream())
          .filter(s -> s.index() < stage.index())
          .forEach(s -> need(file, s, needed));
    }
  }
}

package dev.deployarchitect.build.generate;

import dev.deployarchitect.build.dockerfile.Dockerfile;
import dev.deployarchitect.build.dockerfile.Instruction;
import dev.deployarchitect.build.dockerfile.KeyValue;
import dev.deployarchitect.syntax.shell.Command;
import dev.deployarchitect.syntax.shell.Word;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the present Dockerfile does that the proposed one does not: a person decides about it. */
final class LeftBehind {
  /** What builds do by the way, whatever they build. */
  private static final Set<String> COMMON =
      Set.of(
          "cd",
          "echo",
          "mkdir",
          "chown",
          "chmod",
          "rm",
          "cp",
          "mv",
          "ls",
          "set",
          "touch",
          "test",
          "npm",
          "npx",
          "pnpm",
          "yarn",
          "corepack",
          "apk",
          "apt-get",
          "addgroup",
          "adduser",
          "groupadd",
          "useradd",
          "exit",
          "export",
          "true",
          "cat",
          "ln");

  private LeftBehind() {}

  static Optional<String> sentence(Dockerfile before, Dockerfile after) {
    List<String> parts = new ArrayList<>();
    told("runs ", missing(programs(before), programs(after))).ifPresent(parts::add);
    told("copies ", missing(moved(before), moved(after))).ifPresent(parts::add);
    told("takes the arguments ", missing(arguments(before), arguments(after)))
        .ifPresent(parts::add);
    return parts.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "Compare before you replace: the present Dockerfile also %s, which this one does not. Carry over what the application needs."
                .formatted(String.join("; ", parts)));
  }

  private static Optional<String> told(String verb, List<String> what) {
    return what.isEmpty() ? Optional.empty() : Optional.of(verb + String.join(", ", what));
  }

  private static List<String> missing(Set<String> before, Set<String> after) {
    return before.stream().filter(one -> !after.contains(one)).toList();
  }

  private static Set<String> programs(Dockerfile file) {
    return file.runs()
        .flatMap(run -> run.shell().commands().stream())
        .map(Command::name)
        .filter(name -> name.matches("[a-z][\\w./-]*") && !COMMON.contains(name))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Files of the sources that get another place in the image than they have there. */
  private static Set<String> moved(Dockerfile file) {
    return file.actions()
        .filter(i -> i.is("COPY", "ADD") && i.flag("from").isEmpty() && i.heredocs().isEmpty())
        .flatMap(LeftBehind::moved)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static Stream<String> moved(Instruction copy) {
    String target = copy.target().map(Word::text).orElse("");
    return copy.sources().stream()
        .map(Word::text)
        .filter(source -> !plain(source).isEmpty() && !stays(plain(source), target))
        .map(source -> source + " to " + target);
  }

  private static boolean stays(String source, String target) {
    String folder = source.contains("/") ? source.substring(0, source.lastIndexOf('/')) : "";
    String to = plain(target);
    return to.equals(source) || (to.equals(folder) && (to.isEmpty() || !source.contains("*")));
  }

  /** Without what leads to the folder that is worked in. */
  private static String plain(String path) {
    return path.replaceFirst("^\\.(/|$)", "")
        .replaceFirst("^/[\\w-]+(/|$)", "")
        .replaceFirst("/$", "");
  }

  /** Of the stages; one before the first names an image. */
  private static Set<String> arguments(Dockerfile file) {
    return file.stages().stream()
        .flatMap(stage -> stage.all("ARG"))
        .flatMap(i -> KeyValue.of(i).stream())
        .map(KeyValue::name)
        .filter(name -> !name.matches("(TARGET|BUILD)(PLATFORM|OS|ARCH|VARIANT)"))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }
}

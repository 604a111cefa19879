package dev.deployarchitect.build.dockerfile;

import dev.deployarchitect.syntax.shell.Command;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Commands that install a project's own dependencies from its manifest. */
public final class Installs {
  private static final Set<String> VERBS = Set.of("install", "i", "ci", "add");

  private Installs() {}

  /** The install commands of one RUN. */
  public static Stream<Command> in(Instruction run) {
    return run.is("RUN")
        ? run.shell().commands().stream().filter(Installs::isInstall)
        : Stream.empty();
  }

  /** Whether it installs what a manifest names. */
  public static boolean isInstall(Command command) {
    String verb = verb(command);
    return switch (command.name()) {
      case "npm" ->
          Set.of("ci", "clean-install").contains(verb)
              || (Set.of("install", "i").contains(verb) && noPackages(command));
      case "pnpm", "bun" -> Set.of("install", "i").contains(verb) && noPackages(command);
      case "yarn" ->
          (verb.isEmpty() && !command.hasFlag("--version", "-v")) || verb.equals("install");
      case "pip", "pip3" -> verb.equals("install") && command.hasFlag("-r", "--requirement");
      case "bundle" -> verb.equals("install");
      case "go" -> command.is("go", "mod", "download");
      case "composer" -> verb.equals("install");
      case "poetry", "uv" -> verb.equals("install") || verb.equals("sync");
      default -> false;
    };
  }

  private static boolean noPackages(Command command) {
    return !command.hasFlag("-g", "--global") && command.operands().skip(1).findAny().isEmpty();
  }

  public static String verb(Command command) {
    return command.operands().findFirst().map(w -> w.text()).orElse("");
  }

  /** What to write so that the lockfile decides, where the command lets the manifest decide. */
  public static Optional<String> frozen(Command command) {
    return switch (command.name()) {
      case "npm" ->
          VERBS.contains(verb(command)) && !verb(command).equals("ci")
              ? Optional.of("npm ci")
              : Optional.empty();
      case "pnpm" ->
          command.hasFlag("--frozen-lockfile")
              ? Optional.empty()
              : Optional.of("pnpm install --frozen-lockfile");
      case "yarn" ->
          command.hasFlag("--frozen-lockfile", "--immutable")
              ? Optional.empty()
              : Optional.of("yarn install --immutable (--frozen-lockfile for yarn 1)");
      case "bun" ->
          command.hasFlag("--frozen-lockfile")
              ? Optional.empty()
              : Optional.of("bun install --frozen-lockfile");
      default -> Optional.empty();
    };
  }

  /** Whether {@code instruction} brings the whole context, or the whole of a source tree. */
  public static boolean copiesEverything(Instruction instruction) {
    return instruction.is("COPY", "ADD")
        && instruction.flag("from").isEmpty()
        && instruction.words().size() >= 2
        && instruction.words().stream()
            .limit(instruction.words().size() - 1L)
            .anyMatch(w -> Set.of(".", "./", "/", "*", "./*").contains(w.text()));
  }
}

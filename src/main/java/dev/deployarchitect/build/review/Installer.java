package dev.deployarchitect.build.review;

import dev.deployarchitect.build.dockerfile.KeyValue;
import dev.deployarchitect.build.dockerfile.Stage;
import dev.deployarchitect.build.dockerfile.Variables;
import dev.deployarchitect.syntax.shell.Command;
import dev.deployarchitect.syntax.shell.Word;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A package manager, and how its install commands name their packages.
 *
 * @param flags whose value is the next word
 */
record Installer(Set<String> programs, Set<String> verbs, Set<String> flags) {
  private static final Set<String> WRAPPERS = Set.of("sudo", "exec", "command", "time", "nice");

  /** Flags with a value of yum and dnf, which share a command line. */
  private static final Set<String> RPM =
      Set.of(
          "-c",
          "--config",
          "--enablerepo",
          "--disablerepo",
          "--setopt",
          "--repo",
          "--repoid",
          "-x",
          "--exclude",
          "--releasever",
          "--installroot",
          "--forcearch",
          "-d",
          "-e");

  static final Installer APT =
      new Installer(
          Set.of("apt-get", "apt", "aptitude"),
          Set.of("install"),
          Set.of("-t", "--target-release", "--default-release", "-o", "--option", "-c", "-a"));

  static final Installer YUM = new Installer(Set.of("yum"), Set.of("install"), RPM);

  static final Installer ZYPPER =
      new Installer(
          Set.of("zypper"),
          Set.of("install", "in"),
          Set.of("-r", "--repo", "--from", "-t", "--type", "-R", "--root", "-C", "--capability"));

  static final Installer NPM =
      new Installer(
          Set.of("npm"),
          Set.of("install", "i", "add"),
          Set.of(
              "--registry",
              "--loglevel",
              "--prefix",
              "-C",
              "--cache",
              "--userconfig",
              "-w",
              "--workspace",
              "--tag",
              "--omit",
              "--include",
              "--install-strategy",
              "--os",
              "--cpu",
              "--before",
              "--fetch-timeout",
              "--fetch-retries",
              "--network-timeout"));

  static final Installer GO =
      new Installer(
          Set.of("go"),
          Set.of("install", "get", "run"),
          Set.of(
              "-ldflags",
              "-tags",
              "-o",
              "-mod",
              "-modfile",
              "-gcflags",
              "-asmflags",
              "-p",
              "-exec",
              "-C",
              "-overlay",
              "-pkgdir",
              "-toolexec"));

  static final Installer APK =
      new Installer(
          Set.of("apk"),
          Set.of("add"),
          Set.of(
              "-t",
              "--virtual",
              "-X",
              "--repository",
              "-p",
              "--root",
              "--keys-dir",
              "--arch",
              "--repositories-file",
              "--cache-dir",
              "--cache-max-age",
              "--wait"));

  static final Installer DNF =
      new Installer(Set.of("dnf", "microdnf"), Set.of("install", "in"), RPM);

  static final Installer PIP =
      new Installer(
          Set.of("pip", "pip2", "pip3", "pipx"),
          Set.of("install"),
          Set.of(
              "-i",
              "--index-url",
              "--extra-index-url",
              "-f",
              "--find-links",
              "-t",
              "--target",
              "--platform",
              "--python-version",
              "--implementation",
              "--abi",
              "--root",
              "--prefix",
              "--src",
              "-b",
              "--build",
              "--upgrade-strategy",
              "--no-binary",
              "--only-binary",
              "--trusted-host",
              "--proxy",
              "--log",
              "--cache-dir",
              "--timeout",
              "--retries",
              "--exists-action",
              "--cert",
              "--client-cert",
              "--progress-bar",
              "--python",
              "--install-option",
              "--global-option",
              "-e",
              "--editable",
              "--root-user-action",
              "--pip-args",
              "--suffix",
              "-C",
              "--config-settings",
              "-d"));

  static final Installer GEM =
      new Installer(
          Set.of("gem"),
          Set.of("install", "i"),
          Set.of(
              "-v",
              "--version",
              "-i",
              "--install-dir",
              "-n",
              "--bindir",
              "-s",
              "--source",
              "--platform",
              "-P",
              "--trust-policy",
              "--document",
              "-p",
              "--http-proxy",
              "-B"));

  static final Installer YARN =
      new Installer(
          Set.of("yarn"),
          Set.of("install", "add"),
          Set.of(
              "--cwd",
              "--registry",
              "--network-timeout",
              "--cache-folder",
              "--mutex",
              "--modules-folder",
              "--use-yarnrc"));

  /** A command of this package manager; {@code rest} are the operands behind the verb. */
  record Call(Step step, String verb, List<Word> rest) {
    Command command() {
      return step.command();
    }
  }

  /** All its commands in the build. */
  Stream<Call> calls(DockerfileSubject subject) {
    return Step.of(subject).flatMap(step -> call(step).stream());
  }

  /** Those that install. */
  Stream<Call> installs(DockerfileSubject subject) {
    return calls(subject).filter(c -> verbs.contains(c.verb()));
  }

  Optional<Call> call(Step step) {
    Command command = unwrapped(step.command());
    if (!programs.contains(command.name())) {
      return Optional.empty();
    }
    List<Word> operands = command.operands(flags);
    String verb = operands.isEmpty() ? "" : operands.getFirst().text();
    return Optional.of(
        new Call(
            new Step(step.stage(), step.run(), command, step.onbuild()),
            verb,
            operands.isEmpty() ? List.of() : operands.subList(1, operands.size())));
  }

  /** The command behind {@code sudo} and {@code python -m}. */
  private static Command unwrapped(Command command) {
    boolean plain = !WRAPPERS.contains(command.name()) && !command.name().startsWith("python");
    if (plain) {
      return command;
    }
    List<Word> words = command.words();
    int from = 0;
    if (WRAPPERS.contains(command.name())) {
      from = 1;
      while (from < words.size() && words.get(from).isFlag()) {
        from++;
      }
    }
    boolean module =
        words.size() > from + 2
            && words.get(from).text().matches("(.*/)?python[\\d.]*")
            && words.get(from + 1).text().equals("-m");
    from += module ? 2 : 0;
    return from == 0 || from >= words.size()
        ? command
        : new Command(
            command.link(),
            command.assignments(),
            words.subList(from, words.size()),
            command.redirects(),
            command.span());
  }

  /** A package as it will read once known variables are filled in. */
  static String filled(DockerfileSubject subject, Stage stage, String text) {
    if (text.indexOf('$') < 0) {
      return text;
    }
    Map<String, String> known = new HashMap<>();
    subject
        .file()
        .instructions()
        .filter(i -> i.is("ARG"))
        .forEach(i -> KeyValue.of(i).forEach(p -> known.put(p.name(), shown(p))));
    stage.lineage().reversed().stream()
        .flatMap(s -> s.all("ENV"))
        .forEach(i -> KeyValue.of(i).forEach(p -> known.put(p.name(), shown(p))));
    return Variables.expand(text, name -> Optional.ofNullable(known.get(name)));
  }

  /** An ARG without a default is given by the caller; it counts as a version. */
  private static String shown(KeyValue pair) {
    return pair.value().isEmpty() ? "1" : pair.value();
  }
}

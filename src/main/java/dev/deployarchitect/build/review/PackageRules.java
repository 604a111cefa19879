package dev.deployarchitect.build.review;

import dev.deployarchitect.build.dockerfile.Instruction;
import dev.deployarchitect.build.dockerfile.KeyValue;
import dev.deployarchitect.build.dockerfile.Stage;
import dev.deployarchitect.build.review.Installer.Call;
import dev.deployarchitect.finding.Fix;
import dev.deployarchitect.finding.Rule;
import dev.deployarchitect.finding.Severity;
import dev.deployarchitect.syntax.shell.Command;
import dev.deployarchitect.syntax.shell.Word;
import dev.deployarchitect.text.Span;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Package managers in a build: nobody answers a question, and no cache may stay in a layer. */
final class PackageRules {
  private static final Set<String> YES =
      Set.of("-y", "--yes", "--assume-yes", "-qq", "--assumeyes");
  private static final Set<String> DNF_CHANGES =
      Set.of(
          "install",
          "in",
          "upgrade",
          "up",
          "update",
          "upgrade-minimal",
          "up-min",
          "update-minimal",
          "reinstall",
          "rei",
          "downgrade",
          "group",
          "module",
          "distro-sync");

  private PackageRules() {}

  static List<Rule<DockerfileSubject>> all() {
    return List.of(
        Rule.of("build/apt-no-yes", Severity.HIGH, "DL3014", PackageRules::aptYes),
        Rule.of("build/yum-no-yes", Severity.HIGH, "DL3030", (s, r) -> yes(Installer.YUM, s, r)),
        Rule.of("build/dnf-no-yes", Severity.HIGH, "DL3038", (s, r) -> yes(Installer.DNF, s, r)),
        Rule.of("build/zypper-no-yes", Severity.HIGH, "DL3034", PackageRules::zypperYes),
        Rule.of("build/apt-recommends", Severity.LOW, "DL3015", PackageRules::aptRecommends),
        Rule.of("build/apt-instead-of-apt-get", Severity.LOW, "DL3027", PackageRules::apt),
        Rule.of("build/zypper-dist-upgrade", Severity.MEDIUM, "DL3035", PackageRules::distUpgrade),
        Rule.of("build/apt-lists-kept", Severity.LOW, "DL3009", PackageRules::aptLists),
        Rule.of("build/apk-cache-kept", Severity.LOW, "DL3019", PackageRules::apkCache),
        Rule.of("build/yum-cache-kept", Severity.LOW, "DL3032", PackageRules::yumCache),
        Rule.of("build/dnf-cache-kept", Severity.LOW, "DL3040", PackageRules::dnfCache),
        Rule.of("build/zypper-cache-kept", Severity.LOW, "DL3036", PackageRules::zypperCache),
        Rule.of("build/pip-cache-kept", Severity.LOW, "DL3042", PackageRules::pipCache),
        Rule.of("build/yarn-cache-kept", Severity.LOW, "DL3060", PackageRules::yarnCache));
  }

  private static Span verb(Call call) {
    return call.command().arguments().stream()
        .filter(w -> w.text().equals(call.verb()))
        .findFirst()
        .map(Word::span)
        .orElse(call.step().span());
  }

  private static void aptYes(DockerfileSubject subject, Rule.Reporter report) {
    Installer.APT
        .installs(subject)
        .filter(c -> c.command().name().equals("apt-get"))
        .filter(c -> !c.command().hasFlag("-y", "--yes", "--assume-yes", "-qq", "--assume-no"))
        .filter(c ->
            c.command().arguments().stream().filter(w -> w.text().matches("-q|--quiet")).count()
                < 2)
        .filter(c ->
            c.command().arguments().stream()
                .noneMatch(w -> w.text().matches("-q=[2-9].*|--quiet=[2-9].*")))
        .forEach(c ->
            report.at(
                verb(c),
                "apt-get install asks for a yes that nobody can give",
                Fix.safe("answer yes", verb(c), c.verb() + " -y")));
  }

  private static void yes(Installer manager, DockerfileSubject subject, Rule.Reporter report) {
    manager
        .installs(subject)
        .filter(c -> c.command().arguments().stream().noneMatch(w -> YES.contains(w.text())))
        .filter(c -> !c.command().hasFlag("-y"))
        .forEach(c ->
            report.at(
                verb(c),
                "%s %s asks for a yes that nobody can give".formatted(c.command().name(), c.verb()),
                Fix.safe("answer yes", verb(c), c.verb() + " -y")));
  }

  private static void zypperYes(DockerfileSubject subject, Rule.Reporter report) {
    Installer.ZYPPER
        .calls(subject)
        .filter(c ->
            Set.of("install", "in", "remove", "rm", "patch", "source-install", "si")
                .contains(c.verb()))
        .filter(c -> !c.command().hasFlag("-y", "-n", "--non-interactive", "--no-confirm"))
        .forEach(c ->
            report.at(
                verb(c),
                "zypper %s asks for a yes that nobody can give".formatted(c.verb()),
                Fix.safe("answer yes", verb(c), c.verb() + " -y")));
  }

  private static void aptRecommends(DockerfileSubject subject, Rule.Reporter report) {
    Installer.APT
        .installs(subject)
        .filter(c -> c.command().name().equals("apt-get"))
        .filter(c -> !c.command().hasFlag("--no-install-recommends"))
        .filter(c ->
            c.command().arguments().stream()
                .noneMatch(
                    w -> w.text().matches("(?i).*APT::Install-Recommends=(0|false|no|off).*")))
        .forEach(c ->
            report.at(
                verb(c),
                "recommended packages are installed too; nobody asked for them",
                Fix.unsafe(
                    "leave recommended packages out",
                    verb(c),
                    c.verb() + " --no-install-recommends")));
  }

  private static void apt(DockerfileSubject subject, Rule.Reporter report) {
    Step.of(subject)
        .filter(s -> s.command().name().equals("apt"))
        .map(s -> s.command().words().getFirst().span())
        .forEach(at ->
            report.at(
                at,
                "apt is made for people at a terminal, its command line may change",
                Fix.safe("use apt-get", at, "apt-get")));
  }

  private static void distUpgrade(DockerfileSubject subject, Rule.Reporter report) {
    Installer.ZYPPER
        .calls(subject)
        .filter(c -> Set.of("dist-upgrade", "dup").contains(c.verb()))
        .forEach(c ->
            report.at(
                verb(c),
                "a distribution upgrade in a build gives another system every day; move the base"
                    + " image instead"));
  }

  private static void aptLists(DockerfileSubject subject, Rule.Reporter report) {
    int lastNeed = lastNeedOfLists(subject);
    Installer.APT
        .calls(subject)
        .filter(c -> c.verb().equals("update") && Layers.stay(subject, c.step()))
        .filter(c ->
            c.step().run().shell().commands().stream().noneMatch(l -> removes(l, "/var/lib/apt")))
        .forEach(c -> {
          boolean lists =
              !c.step().run().keepsNothingIn("/var/lib/apt")
                  && !c.step().run().keepsNothingIn("/var/lib/apt/lists");
          if (lists) {
            report.at(
                c.step().span(),
                "the package lists stay in this layer; remove /var/lib/apt/lists/* in the same RUN",
                removeLists(c, lastNeed));
          } else if (keepsPackages(c.step())) {
            report.at(
                c.step().span(),
                "without docker-clean the downloaded packages stay in /var/cache/apt; mount that as a"
                    + " cache too");
          }
        });
  }

  /** Where the last install stands that has no update in its own RUN; -1 for none. */
  private static int lastNeedOfLists(DockerfileSubject subject) {
    Set<Integer> updating = new HashSet<>();
    Installer.APT
        .calls(subject)
        .filter(c -> c.verb().equals("update"))
        .forEach(c -> updating.add(c.step().run().span().start()));
    return Installer.APT
        .installs(subject)
        .mapToInt(c -> c.step().run().span().start())
        .filter(start -> !updating.contains(start))
        .max()
        .orElse(-1);
  }

  /** Sure only in one chain of {@code &&}, and where no later step lives on these lists. */
  private static List<Fix> removeLists(Call update, int lastNeed) {
    Instruction run = update.step().run();
    List<Command> commands = run.shell().commands();
    boolean chain =
        run.heredocs().isEmpty()
            && !run.json()
            && commands.stream()
                .skip(1)
                .allMatch(c -> c.link() == Command.Link.AND || c.link() == Command.Link.START);
    if (!chain || lastNeed > run.span().start()) {
      return List.of();
    }
    Span end = commands.getLast().span();
    Span at = end.source().span(end.end(), end.end());
    return List.of(Fix.safe("remove the lists", at, " && rm -rf /var/lib/apt/lists/*"));
  }

  /** Debian's images delete packages after each install, by a file that cache users remove. */
  private static boolean keepsPackages(Step step) {
    return !step.run().keepsNothingIn("/var/cache/apt")
        && Step.of(step.stage())
            .filter(s -> s.span().start() < step.span().start())
            .anyMatch(s -> removes(s.command(), "/etc/apt/apt.conf.d/docker-clean"));
  }

  private static boolean removes(Command command, String folder) {
    return command.name().equals("rm")
        && command.operands().anyMatch(w -> w.text().startsWith(folder));
  }

  private static void apkCache(DockerfileSubject subject, Rule.Reporter report) {
    Installer.APK
        .installs(subject)
        .filter(c -> !c.command().hasFlag("--no-cache"))
        .filter(c -> !c.step().run().keepsNothingIn("/var/cache/apk"))
        .filter(c -> Layers.stay(subject, c.step()))
        .forEach(c ->
            report.at(
                verb(c),
                "apk add without --no-cache leaves its index in the layer",
                Fix.safe("keep no index", verb(c), c.verb() + " --no-cache")));
  }

  private static void yumCache(DockerfileSubject subject, Rule.Reporter report) {
    Installer.YUM
        .installs(subject)
        .filter(c -> !c.step().run().keepsNothingIn("/var/cache/yum"))
        .filter(c ->
            c.step().later().noneMatch(l -> l.is("yum", "clean") || removes(l, "/var/cache/yum")))
        .filter(c -> Layers.stay(subject, c.step()))
        .forEach(c -> kept(c, "yum clean all", report));
  }

  private static void dnfCache(DockerfileSubject subject, Rule.Reporter report) {
    Installer.DNF
        .calls(subject)
        .filter(c -> DNF_CHANGES.contains(c.verb()))
        .filter(c ->
            Stream.of("/var/cache/libdnf5", "/var/cache/dnf", "/var/cache/yum")
                .noneMatch(f -> c.step().run().keepsNothingIn(f)))
        .filter(c ->
            c.step()
                .later()
                .noneMatch(l ->
                    l.is("dnf", "clean")
                        || l.is("microdnf", "clean")
                        || removes(l, "/var/cache/libdnf5")
                        || removes(l, "/var/cache/dnf")
                        || removes(l, "/var/cache/yum")))
        .filter(c -> Layers.stay(subject, c.step()))
        .forEach(c -> kept(c, c.command().name() + " clean all", report));
  }

  private static void zypperCache(DockerfileSubject subject, Rule.Reporter report) {
    Installer.ZYPPER
        .installs(subject)
        .filter(c -> !c.step().run().keepsNothingIn("/var/cache/zypp"))
        .filter(c ->
            c.step()
                .later()
                .noneMatch(l ->
                    l.is("zypper", "clean")
                        || l.is("zypper", "cc")
                        || removes(l, "/var/cache/zypp")))
        .filter(c -> Layers.stay(subject, c.step()))
        .forEach(c -> kept(c, "zypper clean", report));
  }

  private static void kept(Call call, String cleaner, Rule.Reporter report) {
    report.at(
        call.step().span(),
        "the downloaded packages stay in this layer; end the RUN with '%s', or mount the cache"
            .formatted(cleaner));
  }

  private static void pipCache(DockerfileSubject subject, Rule.Reporter report) {
    Set<Stage> off =
        subject.file().stages().stream()
            .filter(PackageRules::setsCacheOff)
            .collect(Collectors.toSet());
    Installer.PIP
        .installs(subject)
        .filter(c -> !c.command().name().equals("pipx"))
        .filter(c -> !c.command().hasFlag("--no-cache-dir") && !cacheOff(c, off))
        .filter(c -> !c.step().run().keepsNothingIn("/root/.cache/pip"))
        .filter(c -> c.step().run().mounts("cache").findAny().isEmpty())
        .filter(c -> Layers.stay(subject, c.step()))
        .forEach(c ->
            report.at(
                verb(c),
                "pip install without --no-cache-dir leaves downloaded wheels in the layer",
                Fix.safe("keep no wheels", verb(c), c.verb() + " --no-cache-dir")));
  }

  private static boolean cacheOff(Call call, Set<Stage> off) {
    return off.contains(call.step().stage())
        || call.step().run().shell().commands().stream()
            .limit(500)
            .flatMap(c -> Stream.concat(c.assignments().stream(), c.words().stream()))
            .map(Word::text)
            .filter(t -> t.startsWith("PIP_NO_CACHE_DIR="))
            .anyMatch(t -> isOn(t.substring("PIP_NO_CACHE_DIR=".length())));
  }

  private static boolean setsCacheOff(Stage stage) {
    return stage.lineage().stream()
        .flatMap(s -> s.all("ENV", "ARG"))
        .flatMap(i -> KeyValue.of(i).stream())
        .anyMatch(p -> p.name().equals("PIP_NO_CACHE_DIR") && isOn(p.value()));
  }

  private static boolean isOn(String value) {
    return !value.matches("(?i)0|false|no|off|");
  }

  private static void yarnCache(DockerfileSubject subject, Rule.Reporter report) {
    Installer.YARN
        .installs(subject)
        .filter(c -> !c.step().run().keepsNothingIn("/root/.cache/yarn"))
        .filter(c -> c.step().run().mounts("cache").findAny().isEmpty())
        .filter(c -> c.step().later().noneMatch(l -> l.is("yarn", "cache", "clean")))
        .filter(c -> Layers.stay(subject, c.step()))
        .forEach(c ->
            report.at(
                c.step().span(),
                "yarn's cache stays in this layer; mount it as a cache, or end with 'yarn cache"
                    + " clean'"));
  }
}

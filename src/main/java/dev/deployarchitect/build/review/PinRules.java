package dev.deployarchitect.build.review;

import dev.deployarchitect.build.review.Installer.Call;
import dev.deployarchitect.finding.Rule;
import dev.deployarchitect.finding.Severity;
import dev.deployarchitect.syntax.shell.Word;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Packages whose version the day of the build decides. */
final class PinRules {
  private static final Pattern FILE = Pattern.compile("(?:\\.{0,2}/|~/|[A-Za-z]:).*|\\.{1,2}");
  private static final Pattern RPM_VERSION =
      Pattern.compile(".*-(?:\\d+:)?\\d[\\w.+~^]*(?:-[\\w.+~]+)?.*|.*\\.rpm|@.*");
  private static final Pattern VERSION_CONTROL_REVISION =
      Pattern.compile("(?:git|hg|svn|bzr)\\+.+@[^/]+");
  private static final Pattern NPM_ARCHIVE = Pattern.compile(".*\\.(?:tar|tar\\.gz|tgz)");
  private static final Pattern GIT =
      Pattern.compile("(?:git[+:]|github:|gitlab:|bitbucket:).*|https?:.*\\.git(?:#.*)?");

  private PinRules() {}

  static List<Rule<DockerfileSubject>> all() {
    return List.of(
        rule("apt-unpinned", "DL3008", Installer.APT, PinRules::apt),
        rule("apk-unpinned", "DL3018", Installer.APK, PinRules::apk),
        Rule.of("build/yum-unpinned", Severity.INFO, "DL3033", (s, r) -> rpm(Installer.YUM, s, r)),
        Rule.of("build/dnf-unpinned", Severity.INFO, "DL3041", (s, r) -> rpm(Installer.DNF, s, r)),
        rule("zypper-unpinned", "DL3037", Installer.ZYPPER, PinRules::zypper),
        Rule.of("build/pip-unpinned", Severity.LOW, "DL3013", PinRules::pip),
        Rule.of("build/npm-unpinned", Severity.LOW, "DL3016", PinRules::npm),
        Rule.of("build/gem-unpinned", Severity.LOW, "DL3028", PinRules::gem),
        Rule.of("build/go-unpinned", Severity.LOW, "DL3062", PinRules::go));
  }

  private static Rule<DockerfileSubject> rule(
      String name, String alias, Installer manager, Predicate<String> pinned) {
    return Rule.of(
        "build/" + name,
        Severity.INFO,
        alias,
        (subject, report) ->
            manager
                .installs(subject)
                .filter(c -> !c.command().name().equals("aptitude"))
                .forEach(call -> check(subject, call, pinned, report)));
  }

  private static void check(
      DockerfileSubject subject, Call call, Predicate<String> pinned, Rule.Reporter report) {
    List<Word> loose =
        call.rest().stream()
            .filter(w -> !w.text().matches("\\$\\{?\\w+}?"))
            .filter(w -> !pinned.test(Installer.filled(subject, call.step().stage(), w.text())))
            .toList();
    if (!loose.isEmpty()) {
      String names = String.join(", ", loose.stream().limit(3).map(Word::text).toList());
      String more = loose.size() > 3 ? " and %d more".formatted(loose.size() - 3) : "";
      report.at(
          loose.getFirst().span(),
          "%s%s: the version is whatever the repository has on the day of the build"
              .formatted(names, more));
    }
  }

  private static boolean apt(String name) {
    return name.contains("=") || name.endsWith(".deb") || FILE.matcher(name).matches();
  }

  private static boolean apk(String name) {
    return name.matches(".*[=<>~].*") || name.endsWith(".apk") || name.startsWith(".");
  }

  private static void rpm(Installer manager, DockerfileSubject subject, Rule.Reporter report) {
    manager.installs(subject).forEach(call -> check(subject, call, PinRules::isRpm, report));
    manager
        .calls(subject)
        .filter(c -> c.verb().equals("module") && c.rest().size() > 1)
        .filter(c -> c.rest().getFirst().text().matches("install|enable"))
        .map(c -> new Call(c.step(), c.verb(), c.rest().subList(1, c.rest().size())))
        .forEach(call -> check(subject, call, name -> name.contains(":"), report));
  }

  private static boolean isRpm(String name) {
    return RPM_VERSION.matcher(name).matches() || FILE.matcher(name).matches();
  }

  private static boolean zypper(String name) {
    return name.matches(".*[=<>].*") || name.endsWith(".rpm") || FILE.matcher(name).matches();
  }

  private static void pip(DockerfileSubject subject, Rule.Reporter report) {
    Installer.PIP
        .installs(subject)
        .filter(c -> !c.command().hasFlag("-r", "--requirement", "-c", "--constraint"))
        .forEach(call ->
            check(
                subject,
                call,
                name ->
                    (name.matches("(?s).*[=<>~!].*") && !name.contains("#egg="))
                        || VERSION_CONTROL_REVISION.matcher(name.replaceFirst("#.*", "")).matches()
                        || name.matches("(?s).*\\.(whl|tar\\.gz|tgz|zip)")
                        || (name.contains("/") && !name.matches("(git|hg|svn|bzr)\\+.*"))
                        || FILE.matcher(name).matches(),
                report));
  }

  private static void npm(DockerfileSubject subject, Rule.Reporter report) {
    Installer.NPM
        .installs(subject)
        .forEach(call ->
            check(
                subject,
                call,
                name -> {
                  boolean git = GIT.matcher(name).matches();
                  return git
                      ? name.contains("#")
                      : name.indexOf('@', 1) > 0
                          || NPM_ARCHIVE.matcher(name).matches()
                          || FILE.matcher(name).matches();
                },
                report));
  }

  private static void gem(DockerfileSubject subject, Rule.Reporter report) {
    Installer.GEM
        .installs(subject)
        .filter(c -> !c.command().hasFlag("-v", "--version"))
        .map(c ->
            new Call(
                c.step(), c.verb(), c.rest().stream().takeWhile(w -> !behindDashes(c, w)).toList()))
        .forEach(call ->
            check(
                subject,
                call,
                name -> name.matches("[^:]+:.+|.*\\.gem") || FILE.matcher(name).matches(),
                report));
  }

  private static boolean behindDashes(Call call, Word word) {
    return call.command().arguments().stream()
        .anyMatch(w -> w.text().equals("--") && w.span().start() < word.span().start());
  }

  private static void go(DockerfileSubject subject, Rule.Reporter report) {
    Installer.GO
        .installs(subject)
        .map(c ->
            c.verb().equals("run")
                ? new Call(c.step(), c.verb(), c.rest().stream().limit(1).toList())
                : c)
        .forEach(call ->
            check(
                subject,
                call,
                name ->
                    (name.contains("@") && !name.endsWith("@latest"))
                        || FILE.matcher(name).matches()
                        || name.endsWith(".go")
                        || name.endsWith("..."),
                report));
  }
}

package dev.deployarchitect.build.review;

import dev.deployarchitect.build.dockerfile.Instruction;
import dev.deployarchitect.build.dockerfile.Stage;
import dev.deployarchitect.finding.Rule;
import dev.deployarchitect.finding.Severity;
import dev.deployarchitect.syntax.shell.Word;
import java.util.List;
import java.util.Optional;

/** As whom the container runs. */
final class UserRules {
  private static final int HIGH_UID_DIGITS = 6;

  private UserRules() {}

  static List<Rule<DockerfileSubject>> all() {
    return List.of(
        Rule.of("build/root-user", Severity.HIGH, "DL3002 CKV_DOCKER_8", UserRules::rootUser),
        Rule.of("build/no-user", Severity.MEDIUM, "CKV_DOCKER_3", UserRules::noUser),
        Rule.of("build/named-user", Severity.INFO, "DL3066", UserRules::named),
        Rule.of("build/useradd-high-uid", Severity.MEDIUM, "DL3046", UserRules::useradd));
  }

  private static void rootUser(DockerfileSubject subject, Rule.Reporter report) {
    Optional<Stage> last = subject.file().last();
    for (Stage stage : subject.file().stages()) {
      Optional<Instruction> user = stage.last("USER").filter(UserRules::isRoot);
      if (user.isEmpty()) {
        continue;
      }
      boolean ships = last.flatMap(s -> s.effective("USER")).filter(user.get()::equals).isPresent();
      if (ships) {
        report.at(user.get().span().firstLine(), "the process in the container runs as root");
      }
    }
  }

  static boolean isRoot(Instruction user) {
    String name = user.words().isEmpty() ? "" : user.words().getFirst().text();
    return name.matches("(root|0)(:.*)?");
  }

  private static void noUser(DockerfileSubject subject, Rule.Reporter report) {
    Optional<Stage> last = subject.file().last().filter(s -> !s.isFragment());
    boolean silent =
        last.isPresent()
            && !subject.forDevelopment()
            && last.get().effective("USER").isEmpty()
            && !last.get().fromScratch()
            && RuntimeRules.starts(last.get()).findAny().isPresent();
    if (silent && !last.get().rootImage().matches(".*(nonroot|rootless|unprivileged).*")) {
      report.at(
          last.get().from().span().firstLine(),
          "the last stage sets no user, so the process runs as the base image's default,"
              + " which is root for most");
    }
  }

  private static void named(DockerfileSubject subject, Rule.Reporter report) {
    subject
        .file()
        .actions()
        .filter(i -> i.is("USER") && !i.words().isEmpty())
        .map(i -> i.words().getFirst())
        .filter(w -> !w.text().contains("$") && !w.text().matches("\\d+(:.*)?"))
        .forEach(w ->
            report.at(
                w.span(),
                "a platform that must see a non-root user (Kubernetes' runAsNonRoot) cannot tell for"
                    + " a name; a number says it"));
  }

  private static void useradd(DockerfileSubject subject, Rule.Reporter report) {
    Step.of(subject)
        .filter(s -> s.command().name().equals("useradd"))
        .filter(s -> !s.command().hasFlag("-l", "--no-log-init"))
        .forEach(s ->
            s.command()
                .flagValue("-u")
                .or(() -> s.command().flagValue("--uid"))
                .filter(UserRules::isHigh)
                .ifPresent(w ->
                    report.at(
                        w.span(),
                        "useradd writes a sparse log as long as this number into the layer; --no-log-init"
                            + " leaves it out")));
  }

  private static boolean isHigh(Word uid) {
    return uid.text().matches("\\d+") && uid.text().length() >= HIGH_UID_DIGITS;
  }
}

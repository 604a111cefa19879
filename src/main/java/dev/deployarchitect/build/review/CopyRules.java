package dev.deployarchitect.build.review;

import dev.deployarchitect.build.dockerfile.Instruction;
import dev.deployarchitect.build.dockerfile.Stage;
import dev.deployarchitect.finding.Fix;
import dev.deployarchitect.finding.Rule;
import dev.deployarchitect.finding.Severity;
import dev.deployarchitect.syntax.shell.Word;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** COPY and ADD: from where, to where, and what is not there at all. */
final class CopyRules {
  private static final Pattern REMOTE_OR_ARCHIVE =
      Pattern.compile(
          "(?i)(https?|git|ssh|ftp)[:@].*|git@.*|.*\\.git(#.*)?"
              + "|.*\\.(tar|tgz|tbz2?|txz|gz|bz2|lz|xz|zst|lzma|tlz|tpz|taz|tb2)|.*\\$.*");
  private static final Pattern ARCHIVE =
      Pattern.compile("(?i).*\\.(tar|tgz|tbz2?|txz|tar\\.(gz|bz2|xz|zst|lzma|z))");
  private static final Pattern ABSOLUTE = Pattern.compile("(?s)[/$\\\\].*|[A-Za-z]:.*|\\.\\$.*");

  /** Each is looked for in all later steps. */
  private static final int MOST_ARCHIVES = 50;

  private CopyRules() {}

  static List<Rule<DockerfileSubject>> all() {
    return List.of(
        Rule.of("build/add-instead-of-copy", Severity.LOW, "DL3020 CKV_DOCKER_4", CopyRules::add),
        Rule.of("build/several-sources-one-target", Severity.HIGH, "DL3021", CopyRules::several),
        Rule.of("build/copy-from-unknown", Severity.MEDIUM, "DL3022", CopyRules::fromUnknown),
        Rule.of("build/copy-from-itself", Severity.HIGH, "DL3023", CopyRules::fromItself),
        Rule.of("build/relative-copy-target", Severity.LOW, "DL3045", CopyRules::relative),
        Rule.of("build/copy-filesystem", Severity.MEDIUM, "DL3067", CopyRules::filesystem),
        Rule.of("build/copied-archive", Severity.INFO, "DL3010", CopyRules::archive),
        Rule.of("build/copy-ignored-file", Severity.HIGH, "CopyIgnoredFile", CopyRules::ignored));
  }

  private static Stream<Instruction> copies(DockerfileSubject subject, String... keywords) {
    return subject.file().actions().filter(i -> i.is(keywords) && i.words().size() >= 2);
  }

  private static void add(DockerfileSubject subject, Rule.Reporter report) {
    copies(subject, "ADD")
        .filter(i -> i.heredocs().isEmpty())
        .filter(
            i -> i.sources().stream().noneMatch(w -> REMOTE_OR_ARCHIVE.matcher(w.text()).matches()))
        .forEach(i -> {
          boolean plain =
              i.flags().stream().allMatch(f -> Set.of("chown", "chmod", "link").contains(f.name()));
          report.at(
              i.keywordSpan(),
              "ADD also unpacks and downloads; a plain copy says COPY",
              plain ? List.of(Fix.safe("use COPY", i.keywordSpan(), "COPY")) : List.<Fix>of());
        });
  }

  private static void several(DockerfileSubject subject, Rule.Reporter report) {
    copies(subject, "COPY")
        .filter(i -> i.sources().size() > 1 && i.heredocs().isEmpty())
        .flatMap(i -> i.target().stream())
        .filter(w -> !w.text().matches("(?s).*[/\\\\]|\\.|\\.\\.|.*\\$.*"))
        .forEach(w ->
            report.at(
                w.span(),
                "several sources need a folder as their target: %s/".formatted(w.text()),
                Fix.safe("copy into a folder", w.span(), w.span().text() + "/")));
  }

  private static void fromUnknown(DockerfileSubject subject, Rule.Reporter report) {
    for (Stage stage : subject.file().stages()) {
      stage
          .all("COPY")
          .flatMap(i -> i.flag("from").stream())
          .filter(f -> !f.value().contains("$") && !f.value().matches(".*[:/@].*"))
          .filter(f ->
              subject.file().stage(f.value()).filter(s -> s.index() <= stage.index()).isEmpty())
          .forEach(f ->
              report.at(
                  f.span(),
                  "no stage before this one is called %s; BuildKit will look for an image of that"
                          .formatted(f.value())
                      + " name"));
    }
  }

  private static void fromItself(DockerfileSubject subject, Rule.Reporter report) {
    for (Stage stage : subject.file().stages()) {
      stage
          .all("COPY")
          .flatMap(i -> i.flag("from").stream())
          .filter(f ->
              (!stage.name().isEmpty() && f.value().equalsIgnoreCase(stage.name()))
                  || f.value().equals(String.valueOf(stage.index())))
          .forEach(f -> report.at(f.span(), "a stage cannot copy from itself"));
    }
  }

  private static void relative(DockerfileSubject subject, Rule.Reporter report) {
    for (Stage stage : subject.file().stages()) {
      boolean placed =
          stage.lineage().stream().skip(1).anyMatch(s -> s.last("WORKDIR").isPresent());
      for (Instruction instruction : stage.instructions()) {
        Instruction i = instruction.action();
        placed |= i.is("WORKDIR");
        Optional<Word> target = i.is("COPY") ? i.target() : Optional.empty();
        if (!placed && target.filter(w -> !ABSOLUTE.matcher(w.text()).matches()).isPresent()) {
          report.at(
              target.get().span(),
              "without a WORKDIR, %s lands in whatever folder the base image ends in"
                  .formatted(target.get().text()));
        }
      }
    }
  }

  private static void filesystem(DockerfileSubject subject, Rule.Reporter report) {
    copies(subject, "COPY")
        .filter(i -> i.flag("from").isPresent())
        .filter(i -> i.sources().stream().anyMatch(w -> w.text().equals("/")))
        .filter(i -> i.target().filter(t -> t.text().equals("/")).isPresent())
        .forEach(i ->
            report.at(
                i.span().firstLine(),
                "the whole file system of another stage is copied, its tools, caches and secrets too"));
  }

  private static void archive(DockerfileSubject subject, Rule.Reporter report) {
    for (Stage stage : subject.file().stages()) {
      stage.instructions().stream()
          .map(Instruction::action)
          .filter(i -> i.is("COPY") && i.flag("from").isEmpty())
          .filter(i -> i.sources().stream().anyMatch(w -> ARCHIVE.matcher(w.text()).matches()))
          .limit(MOST_ARCHIVES)
          .forEach(copy ->
              copy.sources().stream()
                  .filter(w -> ARCHIVE.matcher(w.text()).matches())
                  .filter(w -> unpacked(stage, copy, w))
                  .findFirst()
                  .ifPresent(w ->
                      report.at(
                          w.span(),
                          "this archive is copied and unpacked later, and stays in its layer; ADD"
                              + " unpacks it in one step")));
    }
  }

  private static boolean unpacked(Stage stage, Instruction copy, Word source) {
    // As written: a backslash is part of a Windows path.
    String target = name(copy.target().map(w -> w.span().text()).orElse(""));
    String name = name(source.span().text());
    return Step.of(stage)
        .filter(s -> s.run().span().start() > copy.span().start())
        .filter(s -> s.command().name().matches("tar|bsdtar|gunzip|unxz|bunzip2|unzstd|zcat"))
        .filter(s ->
            !s.command().name().equals("tar")
                || s.command().arguments().stream()
                    .anyMatch(w -> w.text().matches("-?[A-Za-z]*x[A-Za-z]*|--extract|--get")))
        .flatMap(s -> s.command().arguments().stream())
        .map(w -> name(w.span().text()))
        .anyMatch(n -> n.equals(name) || (ARCHIVE.matcher(target).matches() && n.equals(target)));
  }

  private static String name(String path) {
    return path.replaceAll("[\"']", "").replaceFirst(".*[/\\\\]", "");
  }

  private static void ignored(DockerfileSubject subject, Rule.Reporter report) {
    // A Dockerfile in a folder may be built with that folder as its context, or with the root.
    if (subject.nearIgnoreFile().isEmpty()) {
      return;
    }
    copies(subject, "COPY", "ADD")
        .filter(i -> i.flag("from").isEmpty() && i.heredocs().isEmpty())
        .forEach(i ->
            i.sources().stream()
                .filter(w -> !w.text().matches(".*[$*?\\[].*|\\w+://.*|git@.*"))
                .filter(w -> isIgnored(subject, w.text()))
                .forEach(w ->
                    report.at(
                        w.span(),
                        "%s never reaches the build: %s excludes it"
                            .formatted(w.text(), subject.ignoreFile().get().path()))));
  }

  private static boolean isIgnored(DockerfileSubject subject, String source) {
    String path = source.replaceFirst("^(\\./|/)+", "").replaceFirst("/+$", "");
    return (path.isEmpty() || path.equals("."))
        ? subject.ignoresEverything()
        : subject.ignored(path);
  }
}

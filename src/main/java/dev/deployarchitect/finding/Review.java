package dev.deployarchitect.finding;

import dev.deployarchitect.interrupt.Interruption;
import dev.deployarchitect.project.ProjectProfile;
import dev.deployarchitect.text.Source;
import dev.deployarchitect.workspace.FileList;
import dev.deployarchitect.workspace.Workspace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs every reader over a workspace and gathers one report. */
public record Review(List<Reviewer> reviewers) {
  /**
   * Templates of a cloud, by where they lie: only their text would tell that an analyzer reads
   * them. Other YAML that is too large is a lock file or a test's recording.
   */
  private static final Pattern TOLD_BY_CONTENT =
      Pattern.compile(
          "(.*/)?(cloudformation|cfn|infra|infrastructure|stacks|deploy|aws)/.*\\.(ya?ml|template)"
              + "|(.*/)?[^/]*(template|stack|cloudformation)[^/]*\\.ya?ml|.*\\.template",
          Pattern.CASE_INSENSITIVE);

  /**
   * Reviews the files that {@code wanted} accepts and the project's settings do not exclude.
   *
   * @param settings of the project
   */
  public Report run(
      Workspace workspace,
      ProjectProfile profile,
      ReviewSettings settings,
      Predicate<String> wanted) {
    FileList files = workspace.files();
    List<String> errors = new ArrayList<>(settings.errors(rules()));
    errors.addAll(files.leftOut());
    List<String> candidates =
        files.paths().stream().filter(wanted).filter(p -> !settings.excludes(p)).toList();
    Map<String, Integer> read = new LinkedHashMap<>();
    Set<String> seen = new LinkedHashSet<>();
    List<Finding> all = new ArrayList<>();
    Set<Source> sources = new LinkedHashSet<>();
    for (Reviewer reviewer : reviewers) {
      Interruption.check();
      List<String> paths = candidates.stream().filter(p -> reviewer.reads(p, workspace)).toList();
      List<String> readable = paths.stream().filter(p -> workspace.source(p).isPresent()).toList();
      read.merge(reviewer.subject(), readable.size(), Integer::sum);
      seen.addAll(paths);
      readable.forEach(p -> workspace.source(p).ifPresent(sources::add));
      TimedReview.Outcome outcome = TimedReview.DEFAULT.run(reviewer, paths, workspace, profile);
      all.addAll(outcome.findings());
      outcome.notAnalysed().forEach(why -> errors.add("Not analysed: " + why));
    }
    candidates.stream()
        .filter(p -> seen.contains(p) || TOLD_BY_CONTENT.matcher(p).matches())
        .flatMap(p -> unreadable(workspace, p))
        .forEach(errors::add);
    all.forEach(f -> sources.add(f.span().source()));
    Report report =
        suppress(
            all,
            sources,
            settings,
            new Coverage(read, seen, Map.of(), List.copyOf(errors)),
            rules());
    List<String> said = new ArrayList<>();
    reviewers.forEach(r -> r.remark(report.findings(), workspace).ifPresent(said::add));
    return new Report(report.findings(), report.suppressed(), report.coverage(), List.copyOf(said));
  }

  private static Stream<String> unreadable(Workspace workspace, String path) {
    return workspace.read(path) instanceof Workspace.Read.Unreadable(String why)
        ? Stream.of("Not analysed: " + why)
        : Stream.empty();
  }

  /** Of all analyzers, and of the review itself. */
  public List<RuleInfo> rules() {
    return reviewers.stream().flatMap(r -> r.rules().stream()).toList();
  }

  private static Report suppress(
      List<Finding> all,
      Set<Source> sources,
      ReviewSettings settings,
      Coverage coverage,
      List<RuleInfo> rules) {
    List<Finding> on =
        all.stream().distinct().filter(f -> !settings.switchesOff(f.rule())).toList();
    List<Finding> kept = new ArrayList<>();
    Map<Source, List<Finding>> bySource =
        on.stream().collect(Collectors.groupingBy(f -> f.span().source()));
    for (Source source : sources) {
      List<Finding> findings = bySource.getOrDefault(source, List.of());
      kept.addAll(Suppressions.apply(source, findings, rules).kept());
    }
    long unused = kept.stream().filter(f -> f.rule().equals(Suppressions.UNUSED)).count();
    int suppressed = (int) (all.stream().distinct().count() - kept.size() + unused);
    kept.removeIf(f -> !settings.shows(f.rule()));
    kept.sort(Finding.WORST_FIRST);
    return new Report(List.copyOf(kept), suppressed, coverage, List.of());
  }
}

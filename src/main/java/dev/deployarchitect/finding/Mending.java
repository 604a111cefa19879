package dev.deployarchitect.finding;

import dev.deployarchitect.project.ProjectProfile;
import dev.deployarchitect.text.Source;
import dev.deployarchitect.text.Span;
import dev.deployarchitect.text.TextEdit;
import dev.deployarchitect.workspace.Workspace;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Applies the fixes of one file. Every change is read again: it stays only when its own finding is
 * gone, no rule finds more than before, and no other rule finds less: what a fix does not resolve
 * it must not silence.
 */
public final class Mending {
  private static final int MOST_ROUNDS = 500;

  private final Reviewer reviewer;
  private final Workspace workspace;
  private final ProjectProfile profile;
  private final String path;
  private final boolean all;

  private Mending(
      Reviewer reviewer, Workspace workspace, ProjectProfile profile, String path, boolean all) {
    this.all = all;
    this.reviewer = reviewer;
    this.workspace = workspace;
    this.profile = profile;
    this.path = path;
  }

  /**
   * What came of it.
   *
   * @param mended the findings that are gone, as they were found
   * @param left the findings that the text still has
   */
  public record Outcome(String text, List<Finding> mended, List<Finding> left) {}

  /**
   * Mends one file.
   *
   * @param all whether fixes are applied too that change what the file does
   */
  public static Outcome of(
      Reviewer reviewer, Workspace workspace, ProjectProfile profile, Source source, boolean all) {
    return new Mending(reviewer, workspace, profile, source.path(), all).run(source.text());
  }

  private Outcome run(String start) {
    List<Finding> first = findings(start);
    String text = start;
    List<Finding> findings = first;
    Set<String> refused = new HashSet<>();
    List<Finding> mended = new ArrayList<>();
    for (int round = 0; round < MOST_ROUNDS; round++) {
      Optional<Finding> next =
          findings.stream()
              .filter(f -> fix(f).isPresent() && !refused.contains(key(f)))
              .findFirst();
      if (next.isEmpty()) {
        break;
      }
      // All at once as a rule; one by one where that makes a new fault.
      List<Finding> batch = refused.isEmpty() ? together(findings) : List.of(next.get());
      String changed =
          TextEdit.apply(text, batch.stream().flatMap(f -> fix(f).get().edits().stream()).toList());
      List<Finding> after = findings(changed);
      if (better(findings, after, batch)) {
        mended.addAll(batch);
        text = changed;
        findings = after;
      } else if (batch.size() == 1) {
        refused.add(key(next.get()));
      } else {
        refused.add("");
      }
    }
    return new Outcome(text, List.copyOf(mended), findings);
  }

  private List<Finding> findings(String text) {
    Workspace changed = workspace.with(path, text);
    Source source = changed.source(path).orElseThrow();
    List<Finding> raw =
        reviewer.review(List.of(path), changed, profile).stream()
            .filter(f -> f.span().source().equals(source))
            .toList();
    return Suppressions.apply(source, raw, reviewer.rules()).kept().stream()
        .filter(f -> !f.rule().strict())
        .toList();
  }

  private Optional<Fix> fix(Finding finding) {
    return finding.fixes().stream().filter(fix -> all || fix.safe()).findFirst();
  }

  private static String key(Finding finding) {
    Span line = finding.span().source().lineSpan(finding.span().line());
    return finding.rule().id() + finding.message() + line.text() + finding.span().column();
  }

  /** The findings whose edits do not touch each other. */
  private List<Finding> together(List<Finding> findings) {
    List<Finding> batch = new ArrayList<>();
    List<Span> taken = new ArrayList<>();
    for (Finding finding : findings) {
      List<Span> spans =
          fix(finding).stream().flatMap(f -> f.edits().stream()).map(TextEdit::span).toList();
      boolean free =
          spans.stream()
              .allMatch(
                  s -> taken.stream().noneMatch(t -> s.start() <= t.end() && t.start() <= s.end()));
      if (!spans.isEmpty() && free) {
        batch.add(finding);
        taken.addAll(spans);
      }
    }
    return batch;
  }

  private static boolean better(List<Finding> before, List<Finding> after, List<Finding> batch) {
    Map<String, Long> old = count(before);
    Map<String, Long> now = count(after);
    boolean noneNew =
        now.entrySet().stream().allMatch(e -> e.getValue() <= old.getOrDefault(e.getKey(), 0L));
    Map<String, Long> gone = count(batch);
    boolean noneSilenced =
        old.entrySet().stream()
            .allMatch(e ->
                gone.containsKey(e.getKey())
                    || now.getOrDefault(e.getKey(), 0L).equals(e.getValue()));
    return noneNew
        && noneSilenced
        && gone.entrySet().stream()
            .allMatch(e -> now.getOrDefault(e.getKey(), 0L) <= old.get(e.getKey()) - e.getValue());
  }

  private static Map<String, Long> count(List<Finding> findings) {
    return findings.stream()
        .collect(Collectors.groupingBy(f -> f.rule().id(), Collectors.counting()));
  }
}

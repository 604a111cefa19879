package dev.deployarchitect.finding;

import dev.deployarchitect.text.Source;
import dev.deployarchitect.text.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Comments that take a finding away: {@code architect-ignore: rule, rule} and the peers' own. A
 * comment speaks for its own line and for the next line that is no comment.
 */
public final class Suppressions {
  /** Reported where a comment of ours suppresses nothing. */
  public static final RuleInfo UNUSED =
      new RuleInfo(
          "review/unused-suppression",
          List.of(),
          Severity.INFO,
          Confidence.HIGH,
          "tools/review/review_project/rules/unused-suppression.md");

  private static final Pattern OURS =
      Pattern.compile("(?:#|--|//)\\s*architect-ignore:\\s*([\\w/, -]+)");
  private static final List<Pattern> PEERS =
      List.of(
          Pattern.compile("#\\s*hadolint\\s+(?:global\\s+)?ignore=([\\w, ]+)"),
          Pattern.compile("#\\s*zizmor:\\s*ignore\\[([\\w, -]+)]"),
          Pattern.compile("--\\s*squawk-ignore(?:-file)?\\s+([\\w, -]+)"),
          Pattern.compile("(?i)#\\s*check=skip=([\\w,]+)"),
          Pattern.compile("(?:checkov:skip|tfsec:ignore|tflint-ignore)[=:]\\s*([\\w, -]+)"));
  private static final Pattern WHOLE_FILE =
      Pattern.compile("(?i)hadolint global|squawk-ignore-file|check=skip");

  private record Suppression(Span span, Set<String> rules, int from, int to, boolean ours) {}

  private Suppressions() {}

  /** What is left of {@code findings}, all in {@code source}, and how many were taken away. */
  public record Outcome(List<Finding> kept, int suppressed) {}

  public static Outcome apply(Source source, List<Finding> findings) {
    List<Suppression> all = read(source);
    Set<Suppression> used = new HashSet<>();
    List<Finding> kept = new ArrayList<>();
    for (Finding finding : findings) {
      List<Suppression> hits = all.stream().filter(s -> covers(s, finding)).toList();
      used.addAll(hits);
      if (hits.isEmpty()) {
        kept.add(finding);
      }
    }
    int suppressed = findings.size() - kept.size();
    for (Suppression s : all) {
      if (s.ours() && !used.contains(s)) {
        String message =
            "this comment suppresses nothing: no finding of "
                + String.join(", ", s.rules())
                + " on its line or the next";
        kept.add(new Finding(UNUSED, s.span(), message, List.of()));
      }
    }
    return new Outcome(kept, suppressed);
  }

  private static boolean covers(Suppression s, Finding finding) {
    int line = finding.span().line();
    return line >= s.from()
        && line <= s.to()
        && s.rules().stream().anyMatch(finding.rule()::answersTo);
  }

  private static List<Suppression> read(Source source) {
    List<Suppression> all = new ArrayList<>();
    for (int line = 1; line <= source.lineCount(); line++) {
      Span span = source.lineSpan(line);
      String text = span.text();
      if (text.contains("ignore") || text.contains("skip")) {
        add(source, line, OURS, true, all);
        for (Pattern peer : PEERS) {
          add(source, line, peer, false, all);
        }
      }
    }
    return all;
  }

  private static void add(
      Source source, int line, Pattern pattern, boolean ours, List<Suppression> all) {
    Span span = source.lineSpan(line);
    Matcher matcher = pattern.matcher(span.text());
    if (!matcher.find()) {
      return;
    }
    String names = matcher.group(1).strip();
    // Behind two dashes or a space after the last id stands the reason.
    int reason = names.indexOf(" -");
    names = reason > 0 ? names.substring(0, reason) : names;
    Set<String> rules = Set.copyOf(new HashSet<>(List.of(names.split("[,\\s]+"))));
    boolean file = WHOLE_FILE.matcher(matcher.group()).find();
    Span at = source.span(span.start() + matcher.start(), span.start() + matcher.end());
    int to = file ? source.lineCount() : nextCode(source, line);
    all.add(new Suppression(at, rules, file ? 1 : line, to, ours));
  }

  private static int nextCode(Source source, int line) {
    if (!source.lineText(line).strip().matches("(#|--|//|/\\*).*")) {
      return line;
    }
    int next = line + 1;
    while (next < source.lineCount() && source.lineText(next).strip().matches("((#|--|//).*)?")) {
      next++;
    }
    return next;
  }
}

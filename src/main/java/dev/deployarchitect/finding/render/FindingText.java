package dev.deployarchitect.finding.render;

import dev.deployarchitect.content.Content;
import dev.deployarchitect.finding.Finding;
import dev.deployarchitect.finding.RuleInfo;
import dev.deployarchitect.finding.RulePage;
import dev.deployarchitect.finding.Severity;
import dev.deployarchitect.text.Visible;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Findings for a model, worst first: a summary that fits a given room, with counts and the worst
 * places, and pages of all places. Sizes are characters.
 */
public final class FindingText {
  /** Places of one rule in a summary. */
  private static final int PLACES = 3;

  private static final int MESSAGE = 200;
  private static final int REMEDY = 260;
  private static final int LINE = 110;

  /** Rules that are all shown with their places, where they fit. */
  private static final int FEW = 4;

  /** What the last line takes. */
  private static final int ENDING = 90;

  private FindingText() {}

  /**
   * A part of a long list.
   *
   * @param limit how many findings, at least 1
   * @param offset how many are left out before them
   */
  public record Page(int limit, int offset) {
    private static final int USUAL = 100;

    /** Characters; a page ends early rather than being longer. */
    private static final int ROOM = 10_000;

    /** As a caller gives them, null for what they leave open. */
    public static Page of(Integer limit, Integer offset) {
      return new Page(
          Math.max(1, limit == null ? USUAL : limit), Math.max(0, offset == null ? 0 : offset));
    }
  }

  private static Map<RuleInfo, List<Finding>> byRule(List<Finding> findings) {
    return findings.stream()
        .sorted(Finding.WORST_FIRST)
        .collect(Collectors.groupingBy(Finding::rule, LinkedHashMap::new, Collectors.toList()));
  }

  /** Such as {@code 2 critical, 5 high}; empty where there are none. */
  public static String counts(List<Finding> findings) {
    return Stream.of(Severity.values())
        .filter(s -> findings.stream().anyMatch(f -> f.rule().severity() == s))
        .map(s ->
            "%d %s"
                .formatted(
                    findings.stream().filter(f -> f.rule().severity() == s).count(), s.label()))
        .collect(Collectors.joining(", "));
  }

  /**
   * The worst rules with some places and their fix, then a line for each rule, as many as fit; the
   * others by name.
   */
  public static String summary(List<Finding> findings, Content content, int room) {
    Map<RuleInfo, List<Finding>> byRule = byRule(findings);
    int names = Math.min(room / 4, 34 * Math.max(0, byRule.size() - 3));
    int lines = room - ENDING - names;
    StringBuilder out = new StringBuilder();
    Map<String, List<String>> named = new LinkedHashMap<>();
    boolean part = false;
    for (Map.Entry<RuleInfo, List<Finding>> entry : byRule.entrySet()) {
      RuleInfo rule = entry.getKey();
      List<Finding> all = entry.getValue();
      String times = all.size() > 1 ? " ×" + all.size() : "";
      String block = block(rule, all, PLACES, content);
      String line = line(rule, times, all.getFirst());
      boolean worst = rule.severity() == Severity.CRITICAL || byRule.size() <= FEW;
      if (out.isEmpty() || (worst && out.length() + block.length() <= lines / 2)) {
        out.append(block);
        part |= all.size() > PLACES;
      } else if (named.isEmpty() && out.length() + line.length() <= lines) {
        out.append(line);
        part = true;
      } else {
        named
            .computeIfAbsent(rule.severity().label(), key -> new ArrayList<>())
            .add(rule.id() + times);
      }
    }
    if (!named.isEmpty()) {
      int count = named.values().stream().mapToInt(List::size).sum();
      String all =
          named.entrySet().stream()
              .map(e -> e.getKey() + " " + String.join(", ", e.getValue()))
              .collect(Collectors.joining("; "));
      out.append("%d more rules: %s%n".formatted(count, shorter(all, Math.max(200, names))));
    }
    if (part || !named.isEmpty()) {
      out.append(
          "rule gives all places of one and its fix; limit, offset give all page by page.\n");
    }
    return out.toString();
  }

  private static String line(RuleInfo rule, String times, Finding first) {
    return "%s %s%s %s %s%n"
        .formatted(
            rule.severity().label(),
            rule.id(),
            times,
            Visible.line(first.span().place()),
            shorter(Visible.line(first.message()), LINE));
  }

  private static String block(RuleInfo rule, List<Finding> all, int places, Content content) {
    String block = block(rule, all.subList(0, Math.min(places, all.size())), content);
    return all.size() > places ? more(block, all.size() - places) : block;
  }

  private static String more(String block, int more) {
    int remedy = block.lastIndexOf("  fix: ");
    return block.substring(0, remedy)
        + "  and %d more places%n".formatted(more)
        + block.substring(remedy);
  }

  /** So many findings with their places, by rule; the last line says how to read on. */
  public static String page(List<Finding> findings, Content content, Page page) {
    List<Finding> sorted = byRule(findings).values().stream().flatMap(List::stream).toList();
    int from = Math.min(page.offset(), sorted.size());
    int to = Math.min(sorted.size(), from + page.limit());
    String text = blocks(sorted.subList(from, to), content);
    while (text.length() > Page.ROOM && to - from > 1) {
      to = from + Math.max(1, (int) ((long) (to - from) * Page.ROOM / text.length()) - 1);
      text = blocks(sorted.subList(from, to), content);
    }
    if (from == to && !sorted.isEmpty()) {
      return "There are only %d findings; offset is too large.%n".formatted(sorted.size());
    }
    return to < sorted.size()
        ? text + "%d more; call again with offset %d.%n".formatted(sorted.size() - to, to)
        : text;
  }

  private static String blocks(List<Finding> findings, Content content) {
    StringBuilder out = new StringBuilder();
    byRule(findings).forEach((rule, all) -> out.append(block(rule, all, content)));
    return out.toString();
  }

  private static String block(RuleInfo rule, List<Finding> places, Content content) {
    StringBuilder out =
        new StringBuilder(
            "%s %s (%s)%n"
                .formatted(rule.severity().label(), rule.id(), RulePage.of(rule, content).title()));
    places.forEach(f ->
        out.append(
            "  %s %s%n"
                .formatted(
                    Visible.line(f.span().place()), shorter(Visible.line(f.message()), MESSAGE))));
    return out.append("  fix: ")
        .append(shorter(RulePage.remedy(rule, content), REMEDY))
        .append('\n')
        .toString();
  }

  private static String shorter(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most - 1) + "…";
  }
}

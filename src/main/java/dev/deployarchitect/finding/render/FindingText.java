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
  private static final int NAMED = 40;

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

  /** The worst rules with some places and the remedy, as many as fit; the others by name. */
  public static String summary(List<Finding> findings, Content content, int room) {
    Map<RuleInfo, List<Finding>> byRule = byRule(findings);
    int reserve = byRule.size() > 2 ? Math.min(room / 3, 40 * byRule.size()) : 0;
    StringBuilder out = new StringBuilder();
    List<String> named = new ArrayList<>();
    boolean part = false;
    for (Map.Entry<RuleInfo, List<Finding>> entry : byRule.entrySet()) {
      List<Finding> all = entry.getValue();
      String block = block(entry.getKey(), all.subList(0, Math.min(PLACES, all.size())), content);
      if (all.size() > PLACES) {
        block = more(block, all.size() - PLACES);
      }
      boolean fits = named.isEmpty() && out.length() + block.length() <= room - reserve;
      if (fits || (out.isEmpty() && named.isEmpty())) {
        out.append(block);
        part |= all.size() > PLACES;
      } else {
        named.add(
            "%s %s%s"
                .formatted(
                    entry.getKey().severity().label(),
                    entry.getKey().id(),
                    all.size() > 1 ? " ×" + all.size() : ""));
      }
    }
    if (!named.isEmpty()) {
      out.append("%d more rules: ".formatted(named.size()))
          .append(String.join(", ", named.subList(0, Math.min(NAMED, named.size()))))
          .append(named.size() > NAMED ? ", …\n" : "\n");
    }
    if (part || !named.isEmpty()) {
      out.append("All places of a rule with rule; all findings page by page with limit, offset.\n");
    }
    return out.toString();
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

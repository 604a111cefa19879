package dev.deployarchitect.finding;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * For which lines of one text the comments in it speak, by the names of the rules.
 *
 * @param byName for each name the last line of a range by its first; ranges do not nest
 */
record CoveredLines(Map<String, TreeMap<Integer, Integer>> byName) {
  private static final String EVERY = "all";

  static CoveredLines of(List<SuppressionComment> comments) {
    CoveredLines covered = new CoveredLines(new HashMap<>());
    for (SuppressionComment comment : comments) {
      for (String name : comment.rules()) {
        String key = name.equalsIgnoreCase(EVERY) ? EVERY : name;
        add(
            covered.byName.computeIfAbsent(key, k -> new TreeMap<>()),
            comment.from(),
            comment.to());
      }
    }
    return covered;
  }

  private static void add(TreeMap<Integer, Integer> ranges, int from, int to) {
    Map.Entry<Integer, Integer> before = ranges.floorEntry(from);
    if (before != null && before.getValue() >= to) {
      return;
    }
    // What lies within the new range is said by it.
    for (Map.Entry<Integer, Integer> next = ranges.ceilingEntry(from);
        next != null && next.getValue() <= to;
        next = ranges.ceilingEntry(from)) {
      ranges.remove(next.getKey());
    }
    ranges.put(from, to);
  }

  boolean covers(Finding finding) {
    int line = finding.span().line();
    RuleInfo rule = finding.rule();
    return Stream.concat(Stream.of(EVERY, rule.id()), rule.aliases().stream())
        .map(byName::get)
        .filter(ranges -> ranges != null)
        .map(ranges -> ranges.floorEntry(line))
        .anyMatch(range -> range != null && range.getValue() >= line);
  }
}

package dev.deployarchitect.finding;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** On which lines of one text something was found, by the names of the rules. */
record FoundLines(TreeSet<Integer> all, Map<String, TreeSet<Integer>> byName) {

  static FoundLines of(List<Finding> findings) {
    FoundLines found = new FoundLines(new TreeSet<>(), new HashMap<>());
    for (Finding finding : findings) {
      int line = finding.span().line();
      found.all.add(line);
      found.byName.computeIfAbsent(finding.rule().id(), name -> new TreeSet<>()).add(line);
      for (String alias : finding.rule().aliases()) {
        found.byName.computeIfAbsent(alias, name -> new TreeSet<>()).add(line);
      }
    }
    return found;
  }

  /** Whether a comment takes a finding away. */
  boolean any(SuppressionComment comment) {
    return comment.rules().stream()
        .map(
            name -> name.equalsIgnoreCase("all") ? all : byName.getOrDefault(name, new TreeSet<>()))
        .map(lines -> lines.ceiling(comment.from()))
        .anyMatch(line -> line != null && line <= comment.to());
  }
}

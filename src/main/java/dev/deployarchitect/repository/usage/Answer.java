package dev.deployarchitect.repository.usage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Words a result: counts first, then the nearest places. */
final class Answer {
  private static final List<String> VERDICTS =
      List.of("SETS it", "SOMETIMES sets it", "CANNOT be told", "does NOT set it");

  private Answer() {}

  /** Usages by section, those of the nearest files first. */
  static Map<Usage.Part, List<Usage>> sections(List<Usage> usages, String near) {
    Map<Usage.Part, List<Usage>> sections = new EnumMap<>(Usage.Part.class);
    Comparator<Usage> order =
        Comparator.comparingInt((Usage u) -> Nearness.group(u.path()))
            .thenComparingInt(Answer::verdict)
            .thenComparing(Usage::path, Nearness.to(near))
            .thenComparingInt(u -> u.span().start());
    usages.stream()
        .sorted(order)
        .forEach(u -> sections.computeIfAbsent(u.part(), p -> new ArrayList<>()).add(u));
    return sections;
  }

  /** The strongest thing that is said of a writer: one that may set it comes first. */
  private static int verdict(Usage usage) {
    int at = 0;
    for (; at < VERDICTS.size() && !usage.note().contains(VERDICTS.get(at)); at++) {}
    return at;
  }

  static String counts(Map<Usage.Part, List<Usage>> sections) {
    return sections.entrySet().stream()
        .map(e -> count(e.getKey(), e.getValue()))
        .collect(Collectors.joining("; "));
  }

  private static String count(Usage.Part part, List<Usage> usages) {
    String title = part.title().replaceAll(" \\(.*|: .*", "").toLowerCase(Locale.ROOT);
    String count = title + " " + usages.size();
    if (part != Usage.Part.WRITER) {
      return count;
    }
    Map<Integer, Long> counts =
        usages.stream()
            .filter(u -> verdict(u) < VERDICTS.size())
            .collect(Collectors.groupingBy(Answer::verdict, TreeMap::new, Collectors.counting()));
    String verdicts =
        counts.entrySet().stream()
            .map(e -> e.getValue() + " " + VERDICTS.get(e.getKey()))
            .collect(Collectors.joining(", "));
    return verdicts.isEmpty() ? count : count + " (" + verdicts + ")";
  }

  /** Lines of all sections; a section's title stands before its lines. */
  static List<String> lines(Map<Usage.Part, List<Usage>> sections) {
    List<String> lines = new ArrayList<>();
    sections.forEach((part, usages) -> {
      lines.add(part.title() + " (" + usages.size() + "):");
      for (Usage usage : usages) {
        String mark =
            Nearness.isGenerated(usage.path())
                ? "  [generated]"
                : Nearness.isTest(usage.path()) ? "  [test]" : "";
        lines.add("  " + usage.line() + mark);
      }
    });
    return lines;
  }
}

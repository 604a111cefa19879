package dev.deployarchitect.tool;

import dev.deployarchitect.delivery.Delivered;
import dev.deployarchitect.delivery.Evidence;
import dev.deployarchitect.delivery.Figure;
import dev.deployarchitect.delivery.Recommendation;
import dev.deployarchitect.delivery.Recommendation.Part;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Recommendations and delivered files in words, for the model and for the offline architect. */
public final class ResultText {
  /** From so many files on, the same verdicts are said once. */
  private static final int SHARED = 3;

  private ResultText() {}

  /** One recommendation as Markdown with its six headings. */
  public static String markdown(Recommendation r, List<Delivered> files) {
    StringBuilder out = new StringBuilder();
    out.append("## ").append(r.title()).append("\n\n").append(r.why()).append("\n\n");
    List<String> headings = Recommendation.HEADINGS;
    out.append("### ").append(headings.get(0)).append("\n\n");
    out.append(files(files.stream().filter(f -> r.files().contains(f.artifact().path())).toList()));
    if (r.files().isEmpty()) {
      out.append("No file changes: the guide below is all there is to do.\n");
    }
    out.append("\n### ").append(headings.get(1)).append("\n\n");
    for (int i = 0; i < r.guide().size(); i++) {
      out.append(i + 1).append(". ").append(r.guide().get(i)).append('\n');
    }
    part(out, headings.get(2), r.cost());
    part(out, headings.get(3), r.benchmark());
    part(out, headings.get(4), r.rollback());
    part(out, headings.get(5), r.monitoring());
    return out.append('\n').toString();
  }

  /** The text below one of the six headings. */
  static String part(Recommendation r, List<Delivered> files, String heading) {
    String all = markdown(r, files);
    int start = all.indexOf("### " + heading);
    int end = all.indexOf("\n### ", start + 4);
    return all.substring(start, end < 0 ? all.length() : end + 1);
  }

  private static void part(StringBuilder out, String heading, Part part) {
    out.append("\n### ").append(heading).append("\n\n");
    switch (part) {
      case Part.DoesNotApply(String why) -> out.append("Does not apply: ").append(why).append('\n');
      case Part.Says(List<String> sentences, List<Figure> figures) -> {
        sentences.forEach(s -> out.append("- ").append(s).append('\n'));
        figures.forEach(f -> out.append("- ").append(f.shown()).append('\n'));
      }
    }
  }

  /**
   * A line for each file. Verdicts that many files share are said once, under a letter: thirty
   * files of Terraform pass the same checks. What failed stands at its file.
   */
  public static String files(List<Delivered> files) {
    Map<String, Long> alike =
        files.stream()
            .filter(f -> !f.failed())
            .collect(Collectors.groupingBy(ResultText::verdicts, Collectors.counting()));
    Map<String, String> letters = new LinkedHashMap<>();
    for (Delivered file : files) {
      String verdicts = verdicts(file);
      if (alike.getOrDefault(verdicts, 0L) >= SHARED && letters.size() < 26) {
        letters.putIfAbsent(verdicts, String.valueOf((char) ('A' + letters.size())));
      }
    }
    StringBuilder out = new StringBuilder();
    for (Delivered file : files) {
      String verdicts = verdicts(file);
      String letter = letters.get(verdicts);
      out.append(line(file, letter == null || file.failed() ? verdicts : "checks " + letter));
    }
    if (!letters.isEmpty()) {
      out.append('\n');
      letters.forEach(
          (verdicts, letter) -> out.append("Checks %s: %s.%n".formatted(letter, verdicts)));
    }
    return out.toString();
  }

  /** One line: path, purpose, verdicts. Without durations and versions of outside programs. */
  public static String file(Delivered delivered) {
    return line(delivered, verdicts(delivered));
  }

  private static String line(Delivered delivered, String verdicts) {
    return "- `%s`: %s [%s]%n"
        .formatted(delivered.artifact().path(), delivered.artifact().purpose(), verdicts);
  }

  private static String verdicts(Delivered delivered) {
    return delivered.evidence().stream().map(ResultText::verdict).collect(Collectors.joining("; "));
  }

  private static String verdict(Evidence evidence) {
    return switch (evidence) {
      case Evidence.Passed p -> p.check() + " passed";
      case Evidence.Failed f -> p(f);
      case Evidence.NotRun n -> n.check() + " not run: " + n.why();
    };
  }

  private static String p(Evidence.Failed failed) {
    return failed.check()
        + " FAILED: "
        + failed.said().lines().limit(3).collect(Collectors.joining(" / "));
  }
}

package dev.deployarchitect.tool;

import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.delivery.Delivered;
import dev.deployarchitect.delivery.Evidence;
import dev.deployarchitect.delivery.Recommendation;
import dev.deployarchitect.text.Source;
import dev.deployarchitect.workspace.Workspace;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A delivery in short: each file, what it is for and whether its checks passed; what the whole
 * rests on; and how the rest is read.
 */
final class DeliveryPlan {
  private static final int LISTED = 1_500;
  private static final int WHY = 500;
  private static final int SAID = 600;
  private static final int ENDING = 200;
  private static final int PURPOSE = 110;

  private DeliveryPlan() {}

  /** What the tool says itself comes first: what it took for granted, or what it ran. */
  static String of(ToolResult.Done done, Workspace workspace) {
    StringBuilder out = new StringBuilder();
    for (Recommendation r : done.recommendations()) {
      out.append("## ").append(r.title()).append('\n').append(shorter(r.why(), WHY)).append('\n');
    }
    int own = Math.min(SAID, done.text().length());
    out.append(files(done.files(), workspace, Math.max(SAID, LISTED - out.length() - own)));
    out.append(failed(done.files()));
    out.append(notRun(done.files()));
    out.append(DeliveryBasis.resolves(done));
    out.append(DeliveryBasis.restsOn(done, Tier.FIRST - ENDING - own - out.length()));
    int steps = done.recommendations().stream().mapToInt(r -> r.guide().size()).sum();
    out.append(
        "The guide has %d steps. part: files, guide, cost, benchmark, rollback, monitoring, patch or all; file: a path above for its text.%n"
            .formatted(steps));
    if (done.text().isBlank()) {
      return out.toString();
    }
    int room = Math.max(SAID, Tier.FIRST - out.length());
    return Tier.cut(done.text().strip() + "\n", room) + out;
  }

  private static String files(List<Delivered> files, Workspace workspace, int room) {
    if (files.isEmpty()) {
      return "No files: the guide is all there is to do.\n";
    }
    StringBuilder out = new StringBuilder("%d files:%n".formatted(files.size()));
    int listed = 0;
    for (Delivered file : files) {
      String line = line(file, workspace);
      if (listed > 0 && out.length() + line.length() > room) {
        break;
      }
      out.append(line);
      listed++;
    }
    if (listed < files.size()) {
      out.append(
          "- and %d more: %s%n"
              .formatted(
                  files.size() - listed,
                  shorter(
                      files.stream()
                          .skip(listed)
                          .map(f -> f.artifact().path())
                          .collect(Collectors.joining(", ")),
                      200)));
    }
    return out.toString();
  }

  private static String line(Delivered file, Workspace workspace) {
    Artifact artifact = file.artifact();
    Optional<String> before = workspace.source(artifact.path()).map(Source::text);
    String change =
        before.map(text -> text.equals(artifact.content()) ? "as it is" : "changed").orElse("new");
    return "- `%s` (%s, %d lines, %s): %s%n"
        .formatted(
            artifact.path(),
            change,
            artifact.content().lines().count(),
            verdict(file),
            shorter(artifact.purpose(), PURPOSE));
  }

  private static String verdict(Delivered file) {
    long passed = file.evidence().stream().filter(Evidence.Passed.class::isInstance).count();
    if (file.failed()) {
      return "FAILED";
    }
    return passed == 0 ? "not checked" : passed == 1 ? "1 check passed" : passed + " checks passed";
  }

  private static String failed(List<Delivered> files) {
    return files.stream()
        .filter(Delivered::failed)
        .limit(3)
        .map(file -> shorter(ResultText.file(file).strip(), 300) + "\n")
        .collect(Collectors.joining("", "", ""));
  }

  /** Which checks did not run, once for all files. */
  private static String notRun(List<Delivered> files) {
    List<String> checks =
        files.stream()
            .flatMap(f -> f.evidence().stream())
            .filter(Evidence.NotRun.class::isInstance)
            .map(e -> e.check().split(" ")[0])
            .distinct()
            .toList();
    return checks.isEmpty()
        ? ""
        : "Not run: %s (part files says why).%n".formatted(shorter(String.join(", ", checks), 160));
  }

  static String shorter(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most - 1) + "…";
  }
}

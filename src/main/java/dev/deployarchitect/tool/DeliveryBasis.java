package dev.deployarchitect.tool;

import dev.deployarchitect.delivery.Figure;
import dev.deployarchitect.delivery.Recommendation;
import java.util.List;
import java.util.stream.Stream;

/** What a delivery resolves, and what it takes for granted. */
final class DeliveryBasis {
  private DeliveryBasis() {}

  static String resolves(ToolResult.Done done) {
    List<String> rules =
        done.files().stream().flatMap(f -> f.artifact().answers().stream()).distinct().toList();
    return rules.isEmpty()
        ? ""
        : "Resolves findings of %d rules: %s.%n"
            .formatted(rules.size(), DeliveryPlan.shorter(String.join(", ", rules), 240));
  }

  /** Assumptions, as many as fit: whoever takes the files takes these. */
  static String restsOn(ToolResult.Done done, int room) {
    List<String> assumed =
        done.recommendations().stream()
            .flatMap(r -> Stream.of(r.cost(), r.benchmark(), r.rollback(), r.monitoring()))
            .filter(Recommendation.Part.Says.class::isInstance)
            .flatMap(p -> ((Recommendation.Part.Says) p).figures().stream())
            .filter(Figure.Assumed.class::isInstance)
            .map(f -> "%s: %s".formatted(f.of(), f.value()))
            .distinct()
            .toList();
    StringBuilder out = new StringBuilder();
    int shown = 0;
    for (String one : assumed) {
      String line = (shown == 0 ? "Assumes " : "; ") + DeliveryPlan.shorter(one, 120);
      if (shown > 0 && out.length() + line.length() > room) {
        break;
      }
      out.append(line);
      shown++;
    }
    int more = assumed.size() - shown;
    return assumed.isEmpty()
        ? ""
        : out + (more > 0 ? "; and %d more (part cost, benchmark).%n".formatted(more) : ".\n");
  }
}

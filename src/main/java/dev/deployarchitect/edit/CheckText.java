package dev.deployarchitect.edit;

import dev.deployarchitect.delivery.Evidence;
import dev.deployarchitect.draft.Draft;
import dev.deployarchitect.tool.ToolContext;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What checks said of a file of the draft, in a line: whole where one failed, else by name. */
final class CheckText {
  private static final int LINES = 3;
  private static final int SHORT = 80;

  private CheckText() {}

  /** Empty for a file that goes. */
  static String of(Draft.File file, ToolContext context) {
    return file.after().isEmpty()
        ? ""
        : context
            .checked()
            .of(file, context.draft())
            .map(evidence ->
                of(evidence)
                    + (context.checked().isWhole(file, context.draft())
                        ? ""
                        : "; more checks run before the answer"))
            .orElse("to be checked again before the answer: it or a file beside it changed");
  }

  private static String of(List<Evidence> evidence) {
    List<String> said = new ArrayList<>();
    List<String> passed = new ArrayList<>();
    List<String> not = new ArrayList<>();
    for (Evidence one : evidence) {
      switch (one) {
        case Evidence.Passed p -> passed.add(name(p) + also(p));
        case Evidence.NotRun n -> not.add(name(n));
        case Evidence.Failed f ->
            said.add(
                name(f)
                    + " FAILED: "
                    + f.said().lines().limit(LINES).collect(Collectors.joining(" / ")));
      }
    }
    if (!passed.isEmpty()) {
      said.add("passed: " + String.join(", ", passed));
    }
    if (!not.isEmpty()) {
      said.add("not run: " + String.join(", ", not));
    }
    return String.join("; ", said);
  }

  private static String also(Evidence.Passed passed) {
    String first = passed.said().lines().findFirst().orElse("");
    return first.isEmpty() || first.length() > SHORT ? "" : " (" + first + ")";
  }

  /** A program's name without its options. */
  private static String name(Evidence evidence) {
    return evidence.check().replaceFirst(" -.*", "");
  }
}

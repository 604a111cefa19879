package dev.deployarchitect.review;

import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.tool.Approval;
import dev.deployarchitect.tool.ToolContext;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Whether a person lets the repository's own code run in a copy of it.
 *
 * @param note why it does not; empty where it does
 */
record CodeConsent(boolean given, String note) {

  static CodeConsent ask(List<Artifact> artifacts, ToolContext context) {
    Approval approval =
        new Approval(
            "Run the repository's own code in a copy of it: install its packages without their scripts, its tests, linters and build",
            artifacts.stream().map(Artifact::path).collect(Collectors.joining("\n")));
    return switch (context.ask(approval)) {
      case Approval.Decision.Approved() -> new CodeConsent(true, "");
      case Approval.Decision.Rejected(String reason) ->
          new CodeConsent(
              false,
              "The repository's own code was not run: a person said no (%s).%n".formatted(reason));
      case Approval.Decision.NobodyToAsk() ->
          new CodeConsent(
              false, "The repository's own code was not run: nobody can be asked here.\n");
    };
  }
}

package dev.deployarchitect.tool;

import dev.deployarchitect.content.Content;
import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.delivery.Bundle;
import dev.deployarchitect.delivery.Delivered;
import dev.deployarchitect.delivery.Recommendation.Part;
import dev.deployarchitect.delivery.Recommendation;
import dev.deployarchitect.delivery.Verification;
import dev.deployarchitect.finding.Finding;
import dev.deployarchitect.finding.Mending;
import dev.deployarchitect.finding.Reviewer;
import dev.deployarchitect.finding.render.FindingText;
import dev.deployarchitect.project.ProjectProfile;
import dev.deployarchitect.text.Source;
import dev.deployarchitect.workspace.Workspace;
import java.util.List;
import java.util.Optional;

/** A tool that applies the safe fixes of one reader to one file. */
public final class FixTool {

  /** What to mend. */
  public record Input(
      @Param("The file to mend; without it the only one of its kind") String path,
      @Param("The text of a file that is not in the workspace; give a path for it too")
          String content,
      @Param("Also apply fixes that change what the file does; read the patch before you use it")
          Boolean with_changes) {}

  private final Reviewer reviewer;
  private final Content content;
  private final Verification verification;
  private final String defaultPath;

  public FixTool(
      Reviewer reviewer, Content content, Verification verification, String defaultPath) {
    this.reviewer = reviewer;
    this.content = content;
    this.verification = verification;
    this.defaultPath = defaultPath;
  }

  public Tool<Input> tool(String name, String area) {
    return new Tool<>(name, area, Input.class, this::call);
  }

  private ToolResult call(Input input, ToolContext context) {
    boolean pathGiven = input.path() != null && !input.path().isBlank();
    if (input.content() != null && !input.content().isBlank()) {
      String path = pathGiven ? input.path() : defaultPath;
      try (GivenText.Folder folder = GivenText.folder(path, input.content())) {
        return mend(path, folder.workspace(), context.profile(), all(input));
      }
    }
    List<String> paths =
        pathGiven ? List.of(input.path()) : context.workspace().paths(reviewer::reads);
    if (paths.isEmpty()) {
      return new ToolResult.NothingFound(
          "There are no %s in this workspace.".formatted(reviewer.subject()));
    }
    if (paths.size() > 1) {
      return new ToolResult.Retry(
          "There are several %s; give the path of one: %s."
              .formatted(reviewer.subject(), String.join(", ", paths.stream().limit(20).toList())));
    }
    return mend(paths.getFirst(), context.workspace(), context.profile(), all(input));
  }

  private static boolean all(Input input) {
    return Boolean.TRUE.equals(input.with_changes());
  }

  private ToolResult mend(String path, Workspace workspace, ProjectProfile profile, boolean all) {
    if (workspace.read(path) instanceof Workspace.Read.Unreadable(String why)) {
      return new ToolResult.Retry(why);
    }
    if (!reviewer.reads(path)) {
      return new ToolResult.Retry("%s is none of the %s.".formatted(path, reviewer.subject()));
    }
    Source source = workspace.source(path).orElseThrow();
    Mending.Outcome outcome = Mending.of(reviewer, workspace, profile, source, all);
    if (outcome.mended().isEmpty()) {
      return new ToolResult.NothingFound(nothing(path, outcome, all));
    }
    List<String> rules = outcome.mended().stream().map(f -> f.rule().id()).distinct().toList();
    Artifact artifact =
        new Artifact(path, outcome.text(), "the file as it is, with its safe fixes", rules);
    List<Delivered> delivered = verification.verify(List.of(artifact));
    Recommendation recommendation = recommendation(path, outcome);
    return ToolResult.Done.delivery(
            text(path, source, outcome, delivered), delivered, List.of(recommendation))
        .withFindings(outcome.left());
  }

  private static String nothing(String path, Mending.Outcome outcome, boolean all) {
    long more = outcome.left().stream().filter(f -> !f.fixes().isEmpty()).count();
    return "Nothing in %s can be mended without a decision of yours: its %d findings have more than one remedy.%s"
        .formatted(
            path,
            outcome.left().size(),
            all || more == 0 ? "" : " %d have a fix that with_changes applies.".formatted(more));
  }

  private static Recommendation recommendation(String path, Mending.Outcome outcome) {
    Part none = new Part.DoesNotApply("the file does what it did, without these faults.");
    return new Recommendation(
        "Mend " + path,
        "%d findings can be mended without a decision; %d are left for you."
            .formatted(outcome.mended().size(), outcome.left().size()),
        List.of(path),
        List.of(
            "Apply the patch ('git apply').",
            "Build and start it as before.",
            "Decide on what is left; the findings name a remedy each."),
        none,
        none,
        Part.says(List.of("Rollback: 'git revert' of the change; no data is touched.")),
        none);
  }

  private String text(
      String path, Source source, Mending.Outcome outcome, List<Delivered> delivered) {
    StringBuilder text = new StringBuilder();
    text.append("%s: %d findings mended.%n".formatted(path, outcome.mended().size()));
    for (Finding finding : outcome.mended()) {
      text.append(
          "- line %d, %s: %s%n"
              .formatted(
                  finding.span().line(), finding.rule().id(), finding.fixes().getFirst().title()));
    }
    List<Artifact> files = delivered.stream().map(Delivered::artifact).toList();
    text.append("\n```diff\n")
        .append(Bundle.patch(files, p -> Optional.of(source.text())))
        .append("```\n\n");
    delivered.forEach(d -> text.append(ResultText.file(d)));
    text.append("%nLeft for you to decide: %d.%n".formatted(outcome.left().size()));
    return text + FindingText.of(outcome.left(), content);
  }
}

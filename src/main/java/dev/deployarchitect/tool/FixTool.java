package dev.deployarchitect.tool;

import dev.deployarchitect.content.Content;
import dev.deployarchitect.delivery.Artifact;
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
import java.util.ArrayList;
import java.util.List;

/** A tool that applies the safe fixes of one reader to its files. */
public final class FixTool {

  /** What to mend. */
  public record Input(
      @Param("The file to mend; without it all of its kind") String path,
      @Param("The text of a file that is not in the workspace; give a path for it too")
          String content,
      @Param("Also apply fixes that change what the file does; read the patch before you use it")
          Boolean with_changes) {}

  /** More files at once make a patch that nobody reads. */
  private static final int MOST_FILES = 40;

  private static final int MOST_SHOWN = 6;

  /** Characters on what is left. */
  private static final int LEFT = 900;

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
    return Tool.delivering(name, area, Input.class, this::call);
  }

  private ToolResult call(Input input, ToolContext context) {
    boolean pathGiven = input.path() != null && !input.path().isBlank();
    if (input.content() != null && !input.content().isBlank()) {
      String path = pathGiven ? input.path() : defaultPath;
      try (GivenText.Folder folder = GivenText.folder(path, input.content())) {
        return mend(List.of(path), folder.workspace(), context.profile(), all(input));
      }
    }
    List<String> paths =
        pathGiven ? List.of(input.path()) : context.workspace().paths(reviewer::reads);
    if (paths.isEmpty()) {
      return new ToolResult.NothingFound(
          "There are no %s in this workspace.".formatted(reviewer.subject()));
    }
    if (paths.size() > MOST_FILES) {
      return new ToolResult.Retry(
          "There are %d %s; give the path of one: %s."
              .formatted(
                  paths.size(),
                  reviewer.subject(),
                  String.join(", ", paths.stream().limit(20).toList())));
    }
    return mend(paths, context.workspace(), context.profile(), all(input));
  }

  private static boolean all(Input input) {
    return Boolean.TRUE.equals(input.with_changes());
  }

  private record Mended(Source source, Mending.Outcome outcome) {
    String path() {
      return source.path();
    }
  }

  private ToolResult mend(
      List<String> paths, Workspace workspace, ProjectProfile profile, boolean all) {
    List<Mended> files = new ArrayList<>();
    for (String path : paths) {
      if (workspace.read(path) instanceof Workspace.Read.Unreadable(String why)) {
        return new ToolResult.Retry(Candidates.unreadable(path, why, workspace));
      }
      if (!reviewer.reads(path)) {
        return new ToolResult.Retry("%s is none of the %s.".formatted(path, reviewer.subject()));
      }
      Source source = workspace.source(path).orElseThrow();
      files.add(new Mended(source, Mending.of(reviewer, workspace, profile, source, all)));
    }
    List<Finding> left = files.stream().flatMap(f -> f.outcome().left().stream()).toList();
    List<Mended> mended = files.stream().filter(f -> !f.outcome().mended().isEmpty()).toList();
    if (mended.isEmpty()) {
      return new ToolResult.NothingFound(nothing(String.join(", ", paths), left, all));
    }
    List<Delivered> delivered =
        verification.verify(mended.stream().map(f -> artifact(f, all)).toList());
    return ToolResult.Done.delivery(
            text(mended, left, delivered), delivered, List.of(recommendation(mended, left, all)))
        .withFindings(left);
  }

  private static Artifact artifact(Mended file, boolean all) {
    List<String> rules =
        file.outcome().mended().stream().map(f -> f.rule().id()).distinct().toList();
    String purpose =
        all ? "the file as it is, with its fixes" : "the file as it is, with its safe fixes";
    return new Artifact(file.path(), file.outcome().text(), purpose, rules);
  }

  private static String nothing(String paths, List<Finding> left, boolean all) {
    long more = left.stream().filter(f -> !f.fixes().isEmpty()).count();
    return "Nothing in %s can be mended without a decision of yours: its %d findings have more than one remedy.%s"
        .formatted(
            paths,
            left.size(),
            all || more == 0 ? "" : " %d have a fix that with_changes applies.".formatted(more));
  }

  private static Recommendation recommendation(
      List<Mended> files, List<Finding> left, boolean all) {
    Part none =
        new Part.DoesNotApply(
            all
                ? "the patch shows what each file does otherwise than before."
                : "the files do what they did, without these faults.");
    int mended = files.stream().mapToInt(f -> f.outcome().mended().size()).sum();
    List<String> paths = files.stream().map(Mended::path).toList();
    return new Recommendation(
        "Mend " + String.join(", ", paths),
        "%d findings can be mended%s; %d are left for you."
            .formatted(mended, all ? "" : " without a decision", left.size()),
        paths,
        List.of(
            "Apply the patch ('git apply').",
            "Build and start it as before.",
            "Decide on what is left; the findings name a remedy each."),
        none,
        none,
        Part.says(List.of("Rollback: 'git revert' of the change; no data is touched.")),
        none);
  }

  private String text(List<Mended> files, List<Finding> left, List<Delivered> delivered) {
    StringBuilder text = new StringBuilder();
    for (Mended file : files) {
      List<Finding> mended = file.outcome().mended();
      text.append("%s: %d findings mended.%n".formatted(file.path(), mended.size()));
      for (Finding finding : mended.stream().limit(MOST_SHOWN).toList()) {
        text.append(
            "- line %d, %s: %s%n"
                .formatted(
                    finding.span().line(),
                    finding.rule().id(),
                    finding.fixes().getFirst().title()));
      }
      if (mended.size() > MOST_SHOWN) {
        text.append("- and %d more%n".formatted(mended.size() - MOST_SHOWN));
      }
    }
    text.append(
        "Left for you to decide: %d%s.%n"
            .formatted(
                left.size(),
                delivered.stream().anyMatch(Delivered::failed)
                    ? "; that is what the rules still say of the files above"
                    : ""));
    return text + FindingText.summary(left, content, LEFT);
  }
}

package dev.deployarchitect.edit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deployarchitect.content.Content;
import dev.deployarchitect.delivery.Bundle.Difference;
import dev.deployarchitect.draft.Change;
import dev.deployarchitect.draft.EditException;
import dev.deployarchitect.draft.FileChange;
import dev.deployarchitect.finding.Delta;
import dev.deployarchitect.finding.Finding;
import dev.deployarchitect.finding.Review;
import dev.deployarchitect.finding.ReviewSettings;
import dev.deployarchitect.finding.render.FindingText;
import dev.deployarchitect.project.ProjectProfile;
import dev.deployarchitect.text.Visible;
import dev.deployarchitect.tool.DraftCheck;
import dev.deployarchitect.tool.ToolContext;
import dev.deployarchitect.tool.ToolResult;
import dev.deployarchitect.workspace.Workspace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Makes a change of the draft and says what it came to: files, findings gone and new, checks. */
final class Changes {
  /** Characters on new findings. */
  private static final int NEW = 1_200;

  private static final int FILES = 30;

  private final Review review;
  private final DraftCheck check;
  private final Content content;

  Changes(Review review, DraftCheck check, Content content) {
    this.review = review;
    this.check = check;
    this.content = content;
  }

  /**
   * Makes it.
   *
   * @param texts what paths are to hold; may throw {@link EditException}
   */
  ToolResult make(
      String tool,
      String why,
      ToolContext context,
      Function<Workspace, Map<String, Optional<String>>> texts) {
    Change change;
    try {
      change = context.change(tool, why == null ? "" : why.strip(), texts);
    } catch (EditException e) {
      return new ToolResult.Retry(e.getMessage() + "\nNothing was changed.");
    }
    if (change.files().isEmpty()) {
      return new ToolResult.NothingFound("The draft holds that already; nothing was changed.");
    }
    Set<String> paths = change.files().stream().map(FileChange::path).collect(Collectors.toSet());
    check.quickly(paths, context);
    Delta compared = compare(change, paths, context);
    StringBuilder text =
        new StringBuilder(
            "Change %d of the draft (revert with change %d takes it back):%n"
                .formatted(change.number(), change.number()));
    change.files().stream().limit(FILES).forEach(f -> text.append(line(f, context)));
    if (change.files().size() > FILES) {
      text.append("and %d more files%n".formatted(change.files().size() - FILES));
    }
    text.append(said(compared));
    List<String> tests = TestsOf.files(paths, context.workspace());
    if (!tests.isEmpty()) {
      text.append("Tests by their name: %s.%n".formatted(String.join(", ", tests)));
    }
    return ToolResult.Done.findings(text.toString(), compared.fresh()).withData(data(change));
  }

  private Delta compare(Change change, Set<String> paths, ToolContext context) {
    Map<String, Optional<String>> before = new HashMap<>();
    change.files().forEach(f -> before.put(f.path(), f.before()));
    Workspace was = context.workspace().with(before);
    List<Finding> old = findings(was, ProjectProfile.of(was), paths);
    List<Finding> now = findings(context.workspace(), context.profile(), paths);
    return Delta.of(old, now);
  }

  private List<Finding> findings(Workspace workspace, ProjectProfile profile, Set<String> paths) {
    return review.run(workspace, profile, ReviewSettings.of(workspace), paths::contains).findings();
  }

  private static String line(FileChange file, ToolContext context) {
    int[] lines = new Difference(file.path(), file.before(), file.after()).lines();
    String checks =
        context
            .draft()
            .file(file.path())
            .map(f -> CheckText.of(f, context))
            .filter(said -> !said.isEmpty())
            .map(said -> " [" + said + "]")
            .orElse("");
    return "- `%s` %s, +%d -%d%s%n"
        .formatted(Visible.line(file.path()), file.kind(), lines[0], lines[1], checks);
  }

  private String said(Delta compared) {
    List<String> out = new ArrayList<>();
    if (!compared.gone().isEmpty()) {
      out.add(
          "Resolved, by the rules run again: %s."
              .formatted(
                  compared.gone().stream()
                      .map(f -> "%s (%s)".formatted(f.rule().id(), f.span().place()))
                      .distinct()
                      .collect(Collectors.joining(", "))));
    }
    if (!compared.fresh().isEmpty()) {
      out.add(
          "New findings:\n" + FindingText.summary(compared.fresh(), content, NEW).stripTrailing());
    }
    return out.isEmpty() ? "No finding came or went.\n" : String.join("\n", out) + "\n";
  }

  private static ObjectNode data(Change change) {
    ObjectNode data = JsonNodeFactory.instance.objectNode().put("change", change.number());
    ArrayNode files = data.putArray("files");
    change.files().forEach(f -> files.addObject().put("path", f.path()).put("kind", f.kind()));
    return data;
  }
}

package dev.deployarchitect.tool;

import dev.deployarchitect.content.Content;
import dev.deployarchitect.finding.Finding;
import dev.deployarchitect.finding.Reviewer;
import dev.deployarchitect.finding.RuleInfo;
import dev.deployarchitect.finding.Suppressions;
import dev.deployarchitect.finding.TimedReview;
import dev.deployarchitect.finding.render.FindingText;
import dev.deployarchitect.text.Source;
import dev.deployarchitect.workspace.Workspace;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A tool that runs one reader over its files: those of the workspace, one of them, or a text. */
public final class ReaderTool {

  /** What to read. */
  public record Input(
      @Param("One file, or a folder of them; without it all of the workspace") String path,
      @Param("The text of a file that is not in the workspace; give a path for it too")
          String content,
      @Param("Only the findings of this rule, with all their places") String rule,
      @Param("Also show what only a strict reviewer would ask for") Boolean strict,
      @Param("So many findings with their places, instead of a summary") Integer limit,
      @Param("How many findings to leave out, to read on") Integer offset) {}

  /** Characters on what the files hold, before their findings. */
  private static final int OUTLINED = 700;

  private final Reviewer reviewer;
  private final Content content;
  private final Function<Source, String> outline;
  private final String defaultPath;

  /**
   * A reader as a tool.
   *
   * @param outline a few lines on what a file holds, shown before its findings
   * @param defaultPath the path a text without one is read under
   */
  public ReaderTool(
      Reviewer reviewer, Content content, String defaultPath, Function<Source, String> outline) {
    this.reviewer = reviewer;
    this.content = content;
    this.defaultPath = defaultPath;
    this.outline = outline;
  }

  public Tool<Input> tool(String name, String area) {
    return new Tool<>(name, area, Input.class, this::review);
  }

  /** The findings in what {@code input} names. */
  public ToolResult review(Input input, ToolContext context) {
    if (input.content() != null && !input.content().isBlank()) {
      return given(input, context);
    }
    Optional<String> rule = Candidates.unknownRule(input.rule(), reviewer.rules());
    if (rule.isPresent()) {
      return new ToolResult.Retry(rule.get());
    }
    Workspace workspace = context.workspace();
    List<String> all = workspace.paths(p -> reviewer.reads(p, workspace));
    String path = input.path() == null ? "" : input.path().strip().replaceFirst("/+$", "");
    boolean folder = !path.isEmpty() && all.stream().anyMatch(p -> p.startsWith(path + "/"));
    List<String> paths =
        path.isEmpty()
            ? all
            : folder ? all.stream().filter(p -> p.startsWith(path + "/")).toList() : List.of(path);
    if (!path.isEmpty() && !folder && !all.contains(path)) {
      return new ToolResult.Retry(notRead(path, all, workspace));
    }
    List<String> unreadable =
        paths.stream()
            .map(context.workspace()::read)
            .flatMap(read ->
                read instanceof Workspace.Read.Unreadable(String why)
                    ? Stream.of(why)
                    : Stream.empty())
            .toList();
    if (!paths.isEmpty() && unreadable.size() == paths.size()) {
      return new ToolResult.Retry(String.join("\n", unreadable));
    }
    if (paths.isEmpty()) {
      return new ToolResult.NothingFound(
          "There are no %s in this workspace.".formatted(reviewer.subject()));
    }
    List<Source> sources =
        paths.stream().map(context.workspace()::source).flatMap(Optional::stream).toList();
    TimedReview.Outcome outcome =
        TimedReview.DEFAULT.run(reviewer, paths, context.workspace(), context.profile());
    String not =
        Stream.concat(unreadable.stream(), outcome.notAnalysed().stream())
            .map("Not analysed: %s%n"::formatted)
            .collect(Collectors.joining());
    return answer(sources, outcome.findings(), input, context.workspace(), not);
  }

  /** Why nothing is said of a path. */
  private String notRead(String path, List<String> all, Workspace workspace) {
    return workspace.read(path) instanceof Workspace.Read.Unreadable(String why)
        ? Candidates.unreadable(path, why, workspace)
        : "%s is none of the %s here%s."
            .formatted(
                path,
                reviewer.subject(),
                all.isEmpty()
                    ? ""
                    : ": " + String.join(", ", all.subList(0, Math.min(20, all.size()))));
  }

  private ToolResult given(Input input, ToolContext context) {
    String path = input.path() == null || input.path().isBlank() ? defaultPath : input.path();
    GivenText.Folder folder = GivenText.folder(path, input.content());
    try (folder) {
      TimedReview.Outcome outcome =
          TimedReview.DEFAULT.run(reviewer, List.of(path), folder.workspace(), context.profile());
      String not =
          outcome.notAnalysed().stream()
              .map("Not analysed: %s%n"::formatted)
              .collect(Collectors.joining());
      List<Source> source = folder.workspace().source(path).stream().toList();
      return answer(source, outcome.findings(), input, folder.workspace(), not);
    }
  }

  private static boolean strict(Input input) {
    return Boolean.TRUE.equals(input.strict());
  }

  private ToolResult answer(
      List<Source> sources, List<Finding> raw, Input input, Workspace workspace, String not) {
    boolean one = input.rule() != null && !input.rule().isBlank();
    List<Finding> kept = new ArrayList<>();
    StringBuilder text = new StringBuilder(Tier.cut(not, Tier.FIRST));
    text.append(outlines(sources));
    // A fault in one file can show in another, as a schema that its migrations do not make.
    Set<Source> seen = new LinkedHashSet<>(sources);
    raw.forEach(f -> seen.add(f.span().source()));
    Map<Source, List<Finding>> bySource =
        raw.stream().collect(Collectors.groupingBy(f -> f.span().source()));
    List<RuleInfo> rules = reviewer.rules();
    for (Source source : seen) {
      List<Finding> here = bySource.getOrDefault(source, List.of());
      kept.addAll(Suppressions.apply(source, here, rules).kept());
    }
    int all = kept.size();
    kept.removeIf(
        f -> one ? !f.rule().answersTo(input.rule()) : f.rule().strict() && !strict(input));
    int hidden = all - kept.size();
    kept.sort(Finding.WORST_FIRST);
    text.append(
        "%d findings in %d %s.%n".formatted(kept.size(), sources.size(), reviewer.subject()));
    if (hidden > 0 && !one) {
      text.append(
          "%d more that only a strict reviewer would ask for: call again with strict.%n"
              .formatted(hidden));
    }
    boolean page = one || input.limit() != null || input.offset() != null;
    int room = Math.max(Tier.FIRST / 2, Tier.FIRST - text.length());
    text.append(
        page
            ? FindingText.page(kept, content, FindingText.Page.of(input.limit(), input.offset()))
            : FindingText.summary(kept, content, room));
    reviewer.remark(kept, workspace).ifPresent(r -> text.append(r).append('\n'));
    return ToolResult.Done.findings(text.toString(), kept);
  }

  private String outlines(List<Source> sources) {
    String all = sources.stream().map(outline).collect(Collectors.joining());
    String shown = Tier.cut(all, OUTLINED);
    return all.length() == shown.length()
        ? all
        : shown + "… and more of %d files; name one by path.%n".formatted(sources.size());
  }
}

package dev.deployarchitect.review;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deployarchitect.content.Content;
import dev.deployarchitect.finding.Coverage;
import dev.deployarchitect.finding.Finding;
import dev.deployarchitect.finding.Fingerprint;
import dev.deployarchitect.finding.Report;
import dev.deployarchitect.finding.RuleInfo;
import dev.deployarchitect.finding.Review;
import dev.deployarchitect.finding.ReviewSettings;
import dev.deployarchitect.finding.Severity;
import dev.deployarchitect.finding.render.FindingText;
import dev.deployarchitect.finding.render.JsonReport;
import dev.deployarchitect.finding.render.ReportFormat;
import dev.deployarchitect.project.ProjectProfile;
import dev.deployarchitect.tool.Candidates;
import dev.deployarchitect.tool.GivenText;
import dev.deployarchitect.tool.Tier;
import dev.deployarchitect.tool.Param;
import dev.deployarchitect.tool.Tool;
import dev.deployarchitect.tool.ToolContext;
import dev.deployarchitect.tool.ToolResult;
import dev.deployarchitect.workspace.Workspace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Runs every reader over the workspace: what stands between it and production. */
final class ReviewProject {
  /** Kinds of files that no analyzer reads, named in a summary. */
  private static final int KINDS = 6;

  /** Characters on what was not read, in a summary. */
  private static final int UNREAD = 500;

  /** Unchanged files that a rule reads beside the one it judges. */
  private static final Pattern BESIDE =
      Pattern.compile(
          "(.*/)?(.*\\.?dockerignore|package\\.json|package-lock\\.json|pnpm-lock\\.yaml|yarn\\.lock"
              + "|.*\\.prisma|.*\\.tf|docker-compose.*\\.ya?ml)");

  private static final int MOST_BESIDE = 400;

  record Input(
      @Param("Only findings of this area: what a rule's id begins with, such as database")
          String area,
      @Param("Only files whose path begins with this") String path_prefix,
      @Param("Only findings of this rule, with all their places") String rule,
      @Param(
              value = "Only findings this bad or worse",
              oneOf = {"critical", "high", "medium", "low", "info"})
          String min_severity,
      @Param("Only what differs from this git revision, such as main or HEAD~1, brings")
          String since,
      @Param(
              value = "The form of the text that comes back; without it one made for a model",
              oneOf = {"text", "json", "markdown", "sarif", "rdjsonl"})
          String format,
      @Param("Fingerprints of findings already known, which are left out") List<String> known,
      @Param("Also show what only a strict reviewer would ask for") Boolean strict,
      @Param("So many findings with their places, instead of a summary") Integer limit,
      @Param("How many findings to leave out, to read on") Integer offset) {

    boolean has(String text) {
      return text != null && !text.isBlank();
    }

    boolean accepts(RuleInfo found) {
      return (!has(area) || found.id().startsWith(area + "/"))
          && (!has(rule) || found.answersTo(rule));
    }

    /** Whether places are asked for, and not a summary. */
    boolean pages() {
      return has(rule) || limit != null || offset != null;
    }
  }

  private final Review review;
  private final Content content;
  private final PathTable kinds;

  ReviewProject(Review review, Content content) {
    this.review = review;
    this.content = content;
    this.kinds = PathTable.read(content, "tools/review/review_project/not-analysed.tsv");
  }

  Tool<Input> tool() {
    return new Tool<>("review_project", "review", Input.class, this::call);
  }

  private ToolResult call(Input input, ToolContext context) {
    String prefix = input.path_prefix() == null ? "" : input.path_prefix();
    Optional<String> unknown = unknown(input, prefix, context.workspace());
    if (unknown.isPresent()) {
      return new ToolResult.Retry(unknown.get());
    }
    Changed changed = Changed.since(context.workspace(), input.since());
    if (changed instanceof Changed.Unknown(String why)) {
      return new ToolResult.Retry(why);
    }
    ReviewSettings stated = ReviewSettings.of(context.workspace());
    ReviewSettings settings = Boolean.TRUE.equals(input.strict()) ? stated.strictly() : stated;
    Predicate<String> chosen = path -> path.startsWith(prefix) && changed.contains(path);
    Report read = review.run(context.workspace(), context.profile(), settings, chosen);
    boolean whole = prefix.isEmpty() && input.since() == null;
    Report report =
        read.with(coverage(read.coverage(), context.workspace().paths(chosen), settings, whole));
    Severity least =
        input.min_severity() == null
            ? Severity.INFO
            : Severity.of(input.min_severity()).orElse(Severity.INFO);
    Set<String> known = new HashSet<>(input.known() == null ? List.of() : input.known());
    if (changed instanceof Changed.Since since) {
      known.addAll(before(since, context));
    }
    List<Finding> fresh =
        report.findings().stream().filter(f -> !known.contains(Fingerprint.of(f))).toList();
    List<Finding> shown =
        fresh.stream()
            .filter(f -> f.rule().severity().reaches(least) && input.accepts(f.rule()))
            .toList();
    Report wanted = report.with(shown, report.findings().size() - fresh.size());
    ObjectNode data = JsonReport.render(wanted, content);
    settings.threshold().ifPresent(t -> data.put("threshold", t.label()));
    return ToolResult.Done.findings(text(input, wanted), shown).withData(data);
  }

  private Optional<String> unknown(Input input, String prefix, Workspace workspace) {
    if (!workspace.files().paths().isEmpty()
        && workspace.paths(path -> path.startsWith(prefix)).isEmpty()) {
      return Candidates.unknownPath(prefix, workspace);
    }
    List<String> areas =
        review.rules().stream().map(r -> r.id().replaceFirst("/.*", "")).distinct().toList();
    return input.has(input.area()) && !areas.contains(input.area())
        ? Optional.of(Candidates.unknown("area", input.area(), areas))
        : Candidates.unknownRule(input.rule(), review.rules());
  }

  /** With what was seen and is not analysed; a whole review that read nothing is none. */
  private Coverage coverage(
      Coverage read, List<String> paths, ReviewSettings settings, boolean whole) {
    Map<String, List<String>> not = new LinkedHashMap<>();
    paths.stream()
        .filter(path -> !read.paths().contains(path) && !settings.excludes(path))
        .forEach(path ->
            kinds
                .of(path)
                .ifPresent(kind -> not.computeIfAbsent(kind, key -> new ArrayList<>()).add(path)));
    List<String> errors = new ArrayList<>(read.errors());
    if (whole && read.read().values().stream().allMatch(count -> count == 0)) {
      errors.add(
          "Nothing was analysed: none of the %,d files here is of a kind that an analyzer reads (%s)."
              .formatted(paths.size(), String.join(", ", read.read().keySet())));
    }
    return new Coverage(read.read(), read.paths(), not, List.copyOf(errors));
  }

  /** Fingerprints of what the changed files were already faulted for at the revision. */
  private Set<String> before(Changed.Since since, ToolContext context) {
    Map<String, String> files = new HashMap<>(since.before());
    context.workspace().paths(path -> BESIDE.matcher(path).matches()).stream()
        .limit(MOST_BESIDE)
        .filter(path -> !since.contains(path))
        .forEach(path ->
            context.workspace().source(path).ifPresent(source -> files.put(path, source.text())));
    try (GivenText.Folder folder = GivenText.folder(files)) {
      return review
          .run(
              folder.workspace(),
              ProjectProfile.of(folder.workspace()),
              ReviewSettings.NONE.strictly(),
              since.before()::containsKey)
          .findings()
          .stream()
          .map(Fingerprint::of)
          .collect(Collectors.toSet());
    }
  }

  private String text(Input input, Report report) {
    if (input.format() != null) {
      return ReportFormat.of(input.format()).orElse(ReportFormat.TEXT).render(report, content);
    }
    String head = summary(report);
    if (input.pages()) {
      return head
          + FindingText.page(
              report.findings(), content, FindingText.Page.of(input.limit(), input.offset()));
    }
    String unread = unread(report);
    int room = Tier.FIRST - head.length() - unread.length();
    return head
        + FindingText.summary(report.findings(), content, Math.max(room, Tier.FIRST / 2))
        + unread;
  }

  private String summary(Report report) {
    String read =
        report.coverage().read().entrySet().stream()
            .filter(e -> e.getValue() > 0)
            .map(e -> e.getValue() + " " + e.getKey())
            .collect(Collectors.joining(", "));
    Map<String, Long> areas =
        report.findings().stream()
            .collect(
                Collectors.groupingBy(
                    f -> f.rule().id().replaceFirst("/.*", ""),
                    TreeMap::new,
                    Collectors.counting()));
    String counts = FindingText.counts(report.findings());
    return "%d findings%s.%s Read: %s.%s%n"
        .formatted(
            report.findings().size(),
            counts.isEmpty() ? "" : ": " + counts,
            areas.size() < 2
                ? ""
                : " By area: %s."
                    .formatted(
                        areas.entrySet().stream()
                            .map(a -> a.getKey() + " " + a.getValue())
                            .collect(Collectors.joining(", "))),
            read.isEmpty() ? "nothing that an analyzer knows" : read,
            report.suppressed() > 0 ? " Suppressed: %d.".formatted(report.suppressed()) : "");
  }

  /** What the findings say nothing about: a summary without it would praise by silence. */
  private static String unread(Report report) {
    StringBuilder out = new StringBuilder();
    report.coverage().errors().forEach(error -> out.append("Error: ").append(error).append('\n'));
    Map<String, List<String>> not = report.coverage().notAnalysed();
    if (!not.isEmpty()) {
      out.append("No analyzer reads: ")
          .append(
              not.entrySet().stream()
                  .limit(KINDS)
                  .map(kind ->
                      "%s (%d, such as %s)"
                          .formatted(
                              kind.getKey(), kind.getValue().size(), kind.getValue().getFirst()))
                  .collect(Collectors.joining(", ")))
          .append(not.size() > KINDS ? ", …\n" : "\n");
    }
    report.remarks().forEach(remark -> out.append(remark).append('\n'));
    return Tier.cut(out.toString(), UNREAD);
  }
}

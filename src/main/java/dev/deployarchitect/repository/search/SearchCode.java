package dev.deployarchitect.repository.search;

import dev.deployarchitect.text.Source;
import dev.deployarchitect.tool.Candidates;
import dev.deployarchitect.tool.Param;
import dev.deployarchitect.tool.Tool;
import dev.deployarchitect.tool.ToolContext;
import dev.deployarchitect.tool.ToolResult;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Lines of the workspace that a regular expression fits. */
public final class SearchCode {
  private static final int MOST_CONTEXT = 20;
  private static final int USUAL = 200;
  private static final int MOST_PATTERN = 2_000;

  record Input(
      @Param(value = "A regular expression (Java's), searched in each line", required = true)
          String pattern,
      @Param("Take the pattern as plain text") Boolean literal,
      @Param("Ignore case") Boolean ignore_case,
      @Param("Only files that fit one of these globs: **/*.ts, apps/web, schema.prisma")
          List<String> include,
      @Param("Not files that fit one of these globs") List<String> exclude,
      @Param("Lines to show around each match, up to 20") Integer context,
      @Param("The file or folder being worked on: matches near it come first") String near,
      @Param("So many matching lines, instead of counts and the first ones") Integer limit,
      @Param("How many matching lines to leave out, to read on") Integer offset) {}

  private SearchCode() {}

  public static Tool<?> tool() {
    return new Tool<>("search_code", "repository", Input.class, SearchCode::call);
  }

  private static ToolResult call(Input input, ToolContext context) {
    String near = input.near() == null ? "" : input.near().strip().replaceFirst("/+$", "");
    Optional<String> unknown = Candidates.unknownPath(near, context.workspace());
    if (unknown.isPresent()) {
      return new ToolResult.Retry(unknown.get());
    }
    if (input.pattern().isEmpty() || input.pattern().length() > MOST_PATTERN) {
      return new ToolResult.Retry("Give a pattern of 1 to %,d characters.".formatted(MOST_PATTERN));
    }
    boolean ignoring = Boolean.TRUE.equals(input.ignore_case());
    PathGlobs include;
    PathGlobs exclude;
    Pattern pattern;
    try {
      include = PathGlobs.of(input.include() == null ? List.of() : input.include());
      exclude = PathGlobs.of(input.exclude() == null ? List.of() : input.exclude());
      pattern = pattern(input, ignoring);
    } catch (PatternSyntaxException e) {
      return new ToolResult.Retry(
          "The pattern is no regular expression: %s at character %d. Escape it with \\, or give literal: true."
              .formatted(e.getDescription(), Math.max(0, e.getIndex()) + 1));
    } catch (IllegalArgumentException e) {
      return new ToolResult.Retry(e.getMessage());
    }
    Predicate<String> wanted =
        path -> (include.isEmpty() || include.test(path)) && !exclude.test(path);
    if (context.workspace().paths(wanted).isEmpty()) {
      return new ToolResult.Retry(
          "No file fits include %s%s; %,d files are listed here."
              .formatted(
                  input.include(),
                  exclude.isEmpty() ? "" : " without exclude " + input.exclude(),
                  context.workspace().files().paths().size()));
    }
    Nearness nearness = new Nearness(near, text(near, context));
    Outcome outcome = new Search(pattern, wanted, nearness).run(context);
    int around = Math.clamp(input.context() == null ? 0 : input.context(), 0, MOST_CONTEXT);
    SearchText text = new SearchText(outcome, around);
    if (outcome.hits().isEmpty()) {
      return nothing(input, text, ignoring ? Optional.empty() : other(input, wanted, context));
    }
    boolean pages = input.limit() != null || input.offset() != null;
    int limit = Math.max(1, input.limit() == null ? USUAL : input.limit());
    int offset = Math.max(0, input.offset() == null ? 0 : input.offset());
    return ToolResult.Done.text(pages ? text.page(offset, limit) : text.first());
  }

  private static Pattern pattern(Input input, boolean ignoring) {
    int flags = ignoring ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0;
    return Pattern.compile(
        input.pattern(), Boolean.TRUE.equals(input.literal()) ? flags | Pattern.LITERAL : flags);
  }

  private static String text(String path, ToolContext context) {
    return context.workspace().source(path).map(Source::text).orElse("");
  }

  /** The same search without regard to case. */
  private static Optional<Outcome> other(
      Input input, Predicate<String> wanted, ToolContext context) {
    return Optional.of(new Search(pattern(input, true), wanted, new Nearness("", "")).run(context));
  }

  private static ToolResult nothing(Input input, SearchText text, Optional<Outcome> ignoring) {
    String hint =
        ignoring
            .filter(o -> !o.hits().isEmpty())
            .map(o ->
                " Ignoring case there are %d lines in %d files (first: %s:%d); give ignore_case."
                    .formatted(
                        o.lines(),
                        o.hits().size(),
                        o.hits().getFirst().path(),
                        o.hits().getFirst().lines().getFirst()))
            .orElse("");
    return new ToolResult.NothingFound(
        "'%s' fits no line of %,d files.%s%n%s"
            .formatted(input.pattern(), text.outcome().searched(), hint, text.notSearched()));
  }
}

package dev.deployarchitect.repository.usage;

import dev.deployarchitect.syntax.code.CodeParser;
import dev.deployarchitect.tool.Param;
import dev.deployarchitect.tool.Tool;
import dev.deployarchitect.tool.ToolContext;
import dev.deployarchitect.tool.ToolResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who defines, calls, imports, reads and writes something. */
public final class FindUsages {
  private static final Map<String, Set<Usage.Part>> KINDS =
      Map.of(
          "definition", Set.of(Usage.Part.DEFINITION),
          "call", Set.of(Usage.Part.CALL),
          "import", Set.of(Usage.Part.IMPORT, Usage.Part.RE_EXPORT),
          "route", Set.of(Usage.Part.ROUTE),
          "environment", Set.of(Usage.Part.ENVIRONMENT, Usage.Part.SETTING),
          "writer", Set.of(Usage.Part.WRITER, Usage.Part.DELETE, Usage.Part.ASSIGNED),
          "reader", Set.of(Usage.Part.READER, Usage.Part.READS_ALL, Usage.Part.NAMED),
          "validation", Set.of(Usage.Part.VALIDATION));

  record Input(
      @Param(
              value =
                  "What to look for: a function or class (createUser, Order.total), a field of a model (User.phone), an environment variable (STRIPE_KEY), a route (/api/orders)",
              required = true)
          String name,
      @Param(
              value = "Only these usages",
              oneOf = {
                "definition",
                "call",
                "import",
                "route",
                "environment",
                "writer",
                "reader",
                "validation"
              })
          String kind,
      @Param("Only files at or below this path") String path,
      @Param("Files near this path come first") String near,
      @Param("Where the next lines begin, as the previous result says") Integer cursor) {}

  private FindUsages() {}

  public static Tool<Input> tool(CodeParser parser) {
    return new Tool<>(
        "find_usages", "repository", Input.class, (input, context) -> call(input, context, parser));
  }

  private static ToolResult call(Input input, ToolContext context, CodeParser parser) {
    String name = input.name().strip().replaceAll("\\(\\)$", "");
    if (!name.matches("/\\S*|[\\w$@][\\w$.@!?:#-]{0,200}")) {
      return new ToolResult.Retry(
          "'%s' is no name. Give an identifier, Model.field, an environment variable or a route that begins with /."
              .formatted(name));
    }
    String under = input.path() == null ? "" : input.path();
    CodeFiles files = new CodeFiles(context.workspace(), parser, under);
    if (!under.isEmpty() && files.paths(p -> true).isEmpty()) {
      return new ToolResult.Retry("There is no file at or below '%s'.".formatted(under));
    }
    String plain = name.replace("::", ".").replace("#", ".");
    List<Usage> found = new UsageSearch(files).of(plain);
    Set<Usage.Part> parts = input.kind() == null ? Set.of() : KINDS.get(input.kind());
    List<Usage> kept =
        found.stream().filter(u -> parts.isEmpty() || parts.contains(u.part())).toList();
    String read = "%d code files, %d parsed".formatted(files.seen(), files.parsed());
    if (kept.isEmpty()) {
      return new ToolResult.NothingFound(
          found.isEmpty()
              ? "Nothing uses '%s' (%s). Text in comments is not searched.".formatted(name, read)
              : "No usage of '%s' of kind %s; there are others: %s."
                  .formatted(name, input.kind(), Answer.counts(Answer.sections(found, ""))));
    }
    return done(name, input, kept, files, read);
  }

  private static ToolResult done(
      String name, Input input, List<Usage> kept, CodeFiles files, String read) {
    Map<Usage.Part, List<Usage>> sections =
        Answer.sections(kept, input.near() == null ? "" : input.near());
    List<String> lines = new ArrayList<>();
    lines.addAll(Answer.lines(sections));
    files.unavailable().ifPresent(why -> lines.addFirst(why + " Lines with the name:"));
    if (!files.unread().isEmpty()) {
      lines.add(
          "Notes: "
              + String.join("; ", files.unread().stream().limit(5).toList())
              + (files.unread().size() > 5
                  ? "; %d more".formatted(files.unread().size() - 5)
                  : ""));
    }
    int whole = whole(sections);
    String head = "%s: %s (%s)".formatted(name, Answer.counts(sections), read);
    int cursor = input.cursor() == null ? 0 : input.cursor();
    return ToolResult.Done.text(Page.of(head, lines, cursor, whole))
        .withData(UsageData.of(sections));
  }

  /** Definition and writers are given whole: who writes a field is one call. */
  private static int whole(Map<Usage.Part, List<Usage>> sections) {
    if (!sections.containsKey(Usage.Part.WRITER)) {
      return 0;
    }
    int definitions = sections.getOrDefault(Usage.Part.DEFINITION, List.of()).size();
    long own =
        sections.get(Usage.Part.WRITER).stream().filter(u -> Nearness.group(u.path()) == 0).count();
    return (int) own + 1 + (definitions == 0 ? 0 : definitions + 1);
  }
}

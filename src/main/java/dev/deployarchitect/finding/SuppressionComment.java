package dev.deployarchitect.finding;

import dev.deployarchitect.text.Source;
import dev.deployarchitect.text.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One comment that suppresses findings.
 *
 * @param rules ids or aliases; {@code all} for every rule
 * @param from first line it speaks for
 * @param to last line it speaks for
 * @param ours whether it is written in our own form
 */
record SuppressionComment(Span span, Set<String> rules, int from, int to, boolean ours) {

  private enum Scope {
    LINE,
    FILE,
    /** The whole file among the parser directives, the next instruction elsewhere. */
    DIRECTIVE,
    STAGE
  }

  private record Form(Pattern pattern, Scope scope, Pattern names) {}

  private static final Pattern ANY_NAME = Pattern.compile(".+");
  private static final Pattern HADOLINT_ID = Pattern.compile("(DL|SC)\\d{4}");

  private static final Form OURS =
      new Form(
          Pattern.compile("(?:#|--|//)\\s*architect-ignore:\\s*([\\w/, -]+)"),
          Scope.LINE,
          ANY_NAME);
  private static final List<Form> FORMS =
      List.of(
          OURS,
          new Form(
              Pattern.compile("#\\s*hadolint\\s+ignore\\s*=\\s*([\\w, ]+)"),
              Scope.LINE,
              HADOLINT_ID),
          new Form(
              Pattern.compile("#\\s*hadolint\\s+stage\\s+ignore\\s*=\\s*([\\w, ]+)"),
              Scope.STAGE,
              HADOLINT_ID),
          new Form(
              Pattern.compile("#\\s*hadolint\\s+global\\s+ignore\\s*=\\s*([\\w, ]+)"),
              Scope.FILE,
              HADOLINT_ID),
          new Form(
              Pattern.compile("(?i)#\\s*check\\s*=\\s*(?:[^#\\n]*;)?\\s*skip=([\\w, ]+)"),
              Scope.DIRECTIVE,
              ANY_NAME),
          new Form(Pattern.compile("#\\s*zizmor:\\s*ignore\\[([\\w, -]+)]"), Scope.LINE, ANY_NAME),
          new Form(
              Pattern.compile("--\\s*squawk-ignore-file\\s+([\\w, -]+)"), Scope.FILE, ANY_NAME),
          new Form(Pattern.compile("--\\s*squawk-ignore\\s+([\\w, -]+)"), Scope.LINE, ANY_NAME),
          new Form(
              Pattern.compile("(?:checkov:skip|tfsec:ignore|tflint-ignore)[=:]\\s*([\\w, -]+)"),
              Scope.LINE,
              ANY_NAME));

  /** "on its line or the next" and the like. */
  String where() {
    return to - from <= 1 || ours
        ? "on its line or the next"
        : "on lines %d to %d".formatted(from, to);
  }

  static List<SuppressionComment> read(Source source) {
    List<SuppressionComment> all = new ArrayList<>();
    if (!source.text().contains("ignore") && !source.text().contains("skip")) {
      return all;
    }
    CommentedLines lines = new CommentedLines(source);
    for (int line = 1; line <= source.lineCount(); line++) {
      String text = source.lineText(line);
      if (text.contains("ignore") || text.contains("skip")) {
        for (Form form : FORMS) {
          add(source, lines, line, form, all);
        }
      }
    }
    return all;
  }

  private static void add(
      Source source, CommentedLines lines, int line, Form form, List<SuppressionComment> all) {
    Span span = source.lineSpan(line);
    Matcher matcher = form.pattern().matcher(span.text());
    if (!matcher.find()) {
      return;
    }
    String names = matcher.group(1).strip();
    // Behind two dashes or a space after the last id stands the reason.
    int reason = names.indexOf(" -");
    names = reason > 0 ? names.substring(0, reason) : names;
    Set<String> rules = new TreeSet<>(Arrays.asList(names.split("[,\\s]+")));
    if (!rules.stream().allMatch(r -> form.names().matcher(r).matches())) {
      // hadolint takes no comment that names something it does not know; neither do we.
      return;
    }
    Span at = source.span(span.start() + matcher.start(), span.start() + matcher.end());
    Scope scope = form.scope();
    boolean file =
        scope == Scope.FILE || (scope == Scope.DIRECTIVE && lines.isDirectivePlace(line));
    int to =
        file
            ? source.lineCount()
            : scope == Scope.STAGE ? lines.stageEnd(line) : lines.nextCode(line);
    all.add(new SuppressionComment(at, rules, file ? 1 : line, to, form.equals(OURS)));
  }
}

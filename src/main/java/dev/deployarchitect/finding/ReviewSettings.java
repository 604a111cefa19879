package dev.deployarchitect.finding;

import dev.deployarchitect.syntax.node.Document;
import dev.deployarchitect.syntax.node.Node;
import dev.deployarchitect.syntax.node.YamlReader;
import dev.deployarchitect.text.Problem;
import dev.deployarchitect.text.Source;
import dev.deployarchitect.workspace.Workspace;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a project decides in its {@code .architect.yml}.
 *
 * @param off rule id or alias to the reason it is off
 * @param exclude globs of paths that are not reviewed
 * @param threshold at which a review fails, where the command line gives none
 * @param strict whether findings that only a strict reviewer would ask for are shown
 * @param remarks what could not be understood
 */
public record ReviewSettings(
    Map<String, String> off,
    List<PathMatcher> exclude,
    Optional<Severity> threshold,
    boolean strict,
    List<String> remarks) {
  private static final String FILE = ".architect.yml";

  public static final ReviewSettings NONE =
      new ReviewSettings(Map.of(), List.of(), Optional.empty(), false, List.of());

  /** The settings of a workspace; a file that cannot be read becomes a remark, not a silence. */
  public static ReviewSettings of(Workspace workspace) {
    return workspace.source(FILE).map(ReviewSettings::read).orElse(NONE);
  }

  static ReviewSettings read(Source source) {
    Document document = YamlReader.read(source);
    List<String> remarks = new ArrayList<>();
    for (Problem problem : document.problems()) {
      remarks.add("%s: %s".formatted(problem.span().place(), problem.message()));
    }
    Map<String, String> off = new HashMap<>();
    List<PathMatcher> exclude = new ArrayList<>();
    Optional<Severity> threshold = Optional.empty();
    boolean strict = false;
    for (Node.Entry entry : document.root().map(Node::entries).orElse(List.of())) {
      switch (entry.key().text()) {
        case "rules" -> entry.value().entries().forEach(rule -> off(rule, off, remarks));
        case "exclude" ->
            entry
                .value()
                .itemsOrSelf()
                .forEach(glob ->
                    glob.scalarText().ifPresent(text -> exclude(glob, text, exclude, remarks)));
        case "threshold" -> {
          threshold = entry.value().scalarText().flatMap(Severity::of);
          if (threshold.isEmpty()) {
            remarks.add(
                entry.value().span().place()
                    + ": threshold must be critical, high, medium, low or info");
          }
        }
        case "strict" -> strict = entry.value().scalarText().filter("true"::equals).isPresent();
        default ->
            remarks.add(
                "%s: unknown key '%s'; known are rules, exclude, threshold, strict"
                    .formatted(entry.key().span().place(), entry.key().text()));
      }
    }
    return new ReviewSettings(
        Map.copyOf(off), List.copyOf(exclude), threshold, strict, List.copyOf(remarks));
  }

  /** These settings, showing what only a strict reviewer would ask for. */
  public ReviewSettings strictly() {
    return new ReviewSettings(off, exclude, threshold, true, remarks);
  }

  public boolean shows(RuleInfo rule) {
    return strict || !rule.strict();
  }

  private static void off(Node.Entry rule, Map<String, String> off, List<String> remarks) {
    Optional<String> reason = rule.value().textAt("off");
    if (reason.isEmpty() || reason.get().isBlank()) {
      remarks.add(
          "%s: write '%s: {off: why it is off}'; a rule is not switched off without a"
                  .formatted(rule.key().span().place(), rule.key().text())
              + " reason");
    } else {
      off.put(rule.key().text(), reason.get());
    }
  }

  private static void exclude(
      Node node, String glob, List<PathMatcher> exclude, List<String> remarks) {
    try {
      exclude.add(FileSystems.getDefault().getPathMatcher("glob:" + glob));
    } catch (IllegalArgumentException e) {
      remarks.add("%s: '%s' is no glob".formatted(node.span().place(), glob));
    }
  }

  public boolean excludes(String path) {
    Path relative = Path.of(path);
    return exclude.stream().anyMatch(matcher -> matcher.matches(relative));
  }

  public boolean switchesOff(RuleInfo rule) {
    return off.keySet().stream().anyMatch(rule::answersTo);
  }
}

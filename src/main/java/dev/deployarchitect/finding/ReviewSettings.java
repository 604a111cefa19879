package dev.deployarchitect.finding;

import dev.deployarchitect.syntax.node.Document;
import dev.deployarchitect.syntax.node.Node;
import dev.deployarchitect.syntax.node.YamlReader;
import dev.deployarchitect.text.Nearest;
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
import java.util.stream.Stream;

/**
 * What a project decides in its {@code .architect.yml}.
 *
 * @param off rule id or alias to the reason it is off
 * @param exclude globs of paths that are not reviewed
 * @param threshold at which a review fails, where the command line gives none
 * @param strict whether findings that only a strict reviewer would ask for are shown
 * @param mistakes sentences on what could not be understood, each with its place
 */
public record ReviewSettings(
    Map<String, String> off,
    List<PathMatcher> exclude,
    Optional<Severity> threshold,
    boolean strict,
    List<String> mistakes) {
  private static final String FILE = ".architect.yml";

  /** Where a settings file is looked for in vain. */
  private static final List<String> MISSPELT =
      List.of(".architect.yaml", "architect.yml", "architect.yaml", ".architect.json");

  public static final ReviewSettings NONE =
      new ReviewSettings(Map.of(), List.of(), Optional.empty(), false, List.of());

  /** The settings of a workspace; what is wrong with the file is a mistake, not a silence. */
  public static ReviewSettings of(Workspace workspace) {
    List<String> beside =
        MISSPELT.stream()
            .filter(workspace::exists)
            .map(name -> "%s is not read: the settings' file is called %s.".formatted(name, FILE))
            .toList();
    if (!workspace.exists(FILE)) {
      return beside.isEmpty() ? NONE : NONE.with(beside);
    }
    return switch (workspace.read(FILE)) {
      case Workspace.Read.Text(Source source) -> read(source).with(beside);
      case Workspace.Read.Unreadable(String why) -> NONE.with(List.of(why)).with(beside);
    };
  }

  private ReviewSettings with(List<String> more) {
    List<String> all = Stream.concat(mistakes.stream(), more.stream()).toList();
    return new ReviewSettings(off, exclude, threshold, strict, all);
  }

  /** All mistakes, where {@code rules} are the rules there are. */
  List<String> errors(List<RuleInfo> rules) {
    Stream<String> unknown =
        off.keySet().stream()
            .filter(id -> rules.stream().noneMatch(rule -> rule.answersTo(id)))
            .sorted()
            .map(id ->
                "%s switches off '%s', which is no rule%s."
                    .formatted(
                        FILE,
                        id,
                        Nearest.to(id, rules.stream().map(RuleInfo::id).toList())
                            .map(near -> "; did you mean '%s'".formatted(near))
                            .orElse("")));
    return Stream.concat(mistakes.stream(), unknown).toList();
  }

  static ReviewSettings read(Source source) {
    Document document = YamlReader.read(source);
    List<String> mistakes = new ArrayList<>();
    for (Problem problem : document.problems()) {
      mistakes.add("%s: %s".formatted(problem.span().place(), problem.message()));
    }
    Map<String, String> off = new HashMap<>();
    List<PathMatcher> exclude = new ArrayList<>();
    Optional<Severity> threshold = Optional.empty();
    boolean strict = false;
    document
        .root()
        .filter(root -> root.entries().isEmpty())
        .ifPresent(root ->
            mistakes.add(
                "%s: expected keys such as 'threshold: high'".formatted(root.span().place())));
    for (Node.Entry entry : document.root().map(Node::entries).orElse(List.of())) {
      switch (entry.key().text()) {
        case "rules" -> {
          if (entry.value().entries().isEmpty()) {
            mistakes.add(
                entry.value().span().place()
                    + ": rules holds lines such as 'build/root-user: {off: why}'");
          }
          entry.value().entries().forEach(rule -> off(rule, off, mistakes));
        }
        case "exclude" ->
            entry
                .value()
                .itemsOrSelf()
                .forEach(glob ->
                    glob.scalarText().ifPresent(text -> exclude(glob, text, exclude, mistakes)));
        case "threshold" -> {
          threshold = entry.value().scalarText().flatMap(Severity::of);
          if (threshold.isEmpty()) {
            mistakes.add(
                entry.value().span().place()
                    + ": threshold must be critical, high, medium, low or info");
          }
        }
        case "strict" -> {
          String text = entry.value().scalarText().orElse("");
          strict = text.equals("true");
          if (!strict && !text.equals("false")) {
            mistakes.add(entry.value().span().place() + ": strict must be true or false");
          }
        }
        default ->
            mistakes.add(
                "%s: unknown key '%s'; known are rules, exclude, threshold, strict"
                    .formatted(entry.key().span().place(), entry.key().text()));
      }
    }
    return new ReviewSettings(
        Map.copyOf(off), List.copyOf(exclude), threshold, strict, List.copyOf(mistakes));
  }

  /** These settings, showing what only a strict reviewer would ask for. */
  public ReviewSettings strictly() {
    return new ReviewSettings(off, exclude, threshold, true, mistakes);
  }

  public boolean shows(RuleInfo rule) {
    return strict || !rule.strict();
  }

  private static void off(Node.Entry rule, Map<String, String> off, List<String> mistakes) {
    Optional<String> reason = rule.value().textAt("off");
    if (reason.isEmpty() || reason.get().isBlank()) {
      mistakes.add(
          "%s: write '%s: {off: why it is off}'; a rule is not switched off without a"
                  .formatted(rule.key().span().place(), rule.key().text())
              + " reason");
    } else {
      off.put(rule.key().text(), reason.get());
    }
  }

  private static void exclude(
      Node node, String glob, List<PathMatcher> exclude, List<String> mistakes) {
    try {
      exclude.add(FileSystems.getDefault().getPathMatcher("glob:" + glob));
    } catch (IllegalArgumentException e) {
      mistakes.add("%s: '%s' is no glob".formatted(node.span().place(), glob));
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

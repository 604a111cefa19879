package dev.deployarchitect.tool;

import dev.deployarchitect.finding.RuleInfo;
import dev.deployarchitect.finding.Suppressions;
import dev.deployarchitect.text.Nearest;
import dev.deployarchitect.workspace.Workspace;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a caller may have meant by a name that is not known; the words of such answers. */
public final class Candidates {
  private static final int NAMED = 5;
  private static final int LISTED = 60;

  private record Rated(String name, int distance) {}

  private Candidates() {}

  /**
   * At most five of the known names, nearest first: paths that end alike, names that contain the
   * asked one, names that a few changed letters away. Empty where none is near.
   */
  public static List<String> of(String asked, Collection<String> known) {
    String wanted = asked.strip().toLowerCase(Locale.ROOT).replaceFirst("/+$", "");
    if (wanted.isEmpty()) {
      return List.of();
    }
    return known.stream()
        .map(name -> new Rated(name, distance(wanted, name.toLowerCase(Locale.ROOT))))
        .filter(rated -> rated.distance() < Integer.MAX_VALUE)
        .sorted(Comparator.comparingInt(Rated::distance).thenComparing(Rated::name))
        .limit(NAMED)
        .map(Rated::name)
        .toList();
  }

  private static int distance(String asked, String name) {
    String last = last(asked);
    String lastOfName = last(name);
    if (lastOfName.equals(last)) {
      return 1;
    }
    if (name.contains(asked) || (last.length() > 3 && name.contains(last))) {
      return 2 + Math.abs(name.length() - asked.length()) / 8;
    }
    int bearable = Math.max(1, Math.min(last.length(), lastOfName.length()) / 3);
    if (Math.abs(last.length() - lastOfName.length()) > bearable) {
      return Integer.MAX_VALUE;
    }
    int letters = Nearest.distance(last, lastOfName);
    return letters <= bearable ? 3 + letters : Integer.MAX_VALUE;
  }

  private static String last(String name) {
    return name.substring(name.lastIndexOf('/') + 1);
  }

  /** Such as {@code There is no rule x; nearest: a, b.}, or all known where they are few. */
  public static String unknown(String kind, String asked, Collection<String> known) {
    List<String> near = of(asked, known);
    String rest =
        near.isEmpty()
            ? known.size() > LISTED
                ? "; there are %d".formatted(known.size())
                : "; there are: " + String.join(", ", known)
            : "; nearest: " + String.join(", ", near);
    return "There is no %s '%s'%s.".formatted(kind, asked, known.isEmpty() ? "" : rest);
  }

  /** What is wrong with a rule that a caller named; empty where one of these answers to it. */
  public static Optional<String> unknownRule(String rule, List<RuleInfo> rules) {
    boolean known =
        rule == null
            || rule.isBlank()
            || Suppressions.UNUSED.answersTo(rule)
            || rules.stream().anyMatch(r -> r.answersTo(rule));
    return known
        ? Optional.empty()
        : Optional.of(
            unknown(
                "rule",
                rule,
                rules.stream()
                    .flatMap(r -> Stream.concat(Stream.of(r.id()), r.aliases().stream()))
                    .distinct()
                    .toList()));
  }

  /** The same for a file or a folder of the workspace. */
  public static Optional<String> unknownPath(String path, Workspace workspace) {
    String plain = path.replaceFirst("/+$", "");
    boolean known =
        plain.isEmpty()
            || plain.equals(".")
            || workspace.files().paths().stream()
                .anyMatch(p -> p.equals(plain) || p.startsWith(plain + "/"));
    return known
        ? Optional.empty()
        : Optional.of(unknown("file or folder", path, workspace.files().paths()));
  }

  /** Why a file cannot be read, with what else may be meant where it is not there. */
  public static String unreadable(String path, String why, Workspace workspace) {
    List<String> near =
        path.startsWith("/") || path.contains("..") || workspace.exists(path)
            ? List.of()
            : of(path, workspace.files().paths());
    return near.isEmpty() ? why : "%s Nearest: %s.".formatted(why, String.join(", ", near));
  }
}

package dev.deployarchitect.infrastructure.schema;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version constraint of Terraform, such as {@code ~> 5.0, != 5.3.1}
 * (developer.hashicorp.com/terraform/language/expressions/version-constraints).
 */
public record VersionConstraint(String text) {
  private static final Pattern PART =
      Pattern.compile("\\s*(=|!=|>=|<=|>|<|~>)?\\s*v?(\\d+(?:\\.\\d+)*)(-\\S+)?\\s*");

  /** Whether a version such as {@code 6.66.0} satisfies every part; unreadable parts do not. */
  public boolean allows(String version) {
    return Arrays.stream(text.split(",")).allMatch(part -> allows(part, numbers(version)));
  }

  /** Whether it can be read at all. */
  public boolean readable() {
    return Arrays.stream(text.split(",")).allMatch(part -> PART.matcher(part).matches());
  }

  private static boolean allows(String part, List<Integer> version) {
    Matcher matcher = PART.matcher(part);
    if (!matcher.matches()) {
      return false;
    }
    List<Integer> bound = numbers(matcher.group(2));
    int order = compare(version, bound);
    return switch (matcher.group(1) == null ? "=" : matcher.group(1)) {
      case "!=" -> order != 0;
      case ">=" -> order >= 0;
      case "<=" -> order <= 0;
      case ">" -> order > 0;
      case "<" -> order < 0;
      // The last number may grow; all before it stay.
      case "~>" -> order >= 0 && fixed(version, bound);
      default -> order == 0;
    };
  }

  private static boolean fixed(List<Integer> version, List<Integer> bound) {
    int kept = Math.max(1, bound.size() - 1);
    for (int i = 0; i < kept; i++) {
      if (!at(version, i).equals(at(bound, i))) {
        return false;
      }
    }
    return true;
  }

  private static List<Integer> numbers(String version) {
    return Arrays.stream(version.replaceAll("[^0-9.].*", "").split("\\."))
        .filter(s -> !s.isEmpty() && s.length() < 9)
        .map(Integer::parseInt)
        .toList();
  }

  private static int compare(List<Integer> a, List<Integer> b) {
    for (int i = 0; i < Math.max(a.size(), b.size()); i++) {
      int order = at(a, i).compareTo(at(b, i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static Integer at(List<Integer> numbers, int index) {
    return index < numbers.size() ? numbers.get(index) : 0;
  }
}

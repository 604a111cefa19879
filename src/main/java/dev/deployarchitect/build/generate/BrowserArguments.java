package dev.deployarchitect.build.generate;

import dev.deployarchitect.project.BuildInputs;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The build's arguments that Next.js writes into what browsers load, as one ARG: they are part of
 * the cache's key, so that a changed value builds anew, which a mounted file would not.
 */
final class BrowserArguments {
  /**
   * hadolint 2.15 takes an ARG by its first name, and these for secrets (DL3064, tried); browsers
   * see all of them.
   */
  private static final Predicate<String> LIKE_A_SECRET =
      Pattern.compile("_(TOKEN|SECRET|PASSWORD|API_?KEY)\\b").asPredicate();

  /** A line of the instruction. */
  private static final Pattern DECLARED =
      Pattern.compile("(?m)^(?:ARG| {3}) (NEXT_PUBLIC_\\w+)(?: \\\\)?$");

  private BrowserArguments() {}

  /** What stands behind ARG, a name a line. */
  static String of(BuildInputs inputs) {
    Comparator<String> order = Comparator.comparing(LIKE_A_SECRET::test);
    return String.join(
        " \\\n    ",
        inputs.browserSettings().stream().sorted(order.thenComparing(n -> n)).toList());
  }

  /** Those that a Dockerfile written here takes. */
  static List<String> in(String dockerfile) {
    return DECLARED.matcher(dockerfile).results().map(m -> m.group(1)).sorted().toList();
  }
}

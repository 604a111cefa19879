package dev.deployarchitect.pipeline.workflow;

import dev.deployarchitect.content.Content;
import dev.deployarchitect.content.DatedTable;
import dev.deployarchitect.syntax.node.Node;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which release of an action a {@code uses} names: by its tag; by its commit, where the table of
 * pins knows it; else by the comment next to the commit. A pinned action is as old as before.
 */
public final class ActionVersions {
  private static final Pattern VERSION = Pattern.compile("v?(\\d{1,5}(?:\\.\\d{1,5}){0,2})");

  /** The version alone, or as ratchet, Renovate and others write it. */
  private static final Pattern COMMENT =
      Pattern.compile("#\\s*(?:tag=|[\\w./:-]{1,100}@)?" + VERSION.pattern());

  private final Map<String, String> versionByCommit;

  public ActionVersions(Content content) {
    versionByCommit =
        DatedTable.read(content.text("tools/pipeline/generate_workflow/action-pins.tsv"))
            .rows()
            .stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    row -> row.get("commit"), row -> row.get("version"), (first, same) -> first));
  }

  /** Its numbers, one to three of them; empty where nothing tells. */
  public Optional<int[]> of(Node.Scalar scalar, Uses.Repository uses) {
    if (!uses.pinned()) {
      return numbers(VERSION.matcher(uses.ref()), Matcher::lookingAt);
    }
    String known = versionByCommit.get(uses.ref());
    return known == null
        ? numbers(
            COMMENT.matcher(scalar.span().source().lineText(scalar.span().line())), Matcher::find)
        : numbers(VERSION.matcher(known), Matcher::lookingAt);
  }

  private static Optional<int[]> numbers(Matcher matcher, Function<Matcher, Boolean> found) {
    return found.apply(matcher) ? Optional.of(numbers(matcher.group(1))) : Optional.empty();
  }

  /** The numbers of a version such as {@code 4.1.2}. */
  public static int[] numbers(String version) {
    return Arrays.stream(version.split("\\.")).mapToInt(Integer::parseInt).toArray();
  }
}

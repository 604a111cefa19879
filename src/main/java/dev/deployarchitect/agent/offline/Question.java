package dev.deployarchitect.agent.offline;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a question asks for, read off its words and, for a follow-up, off the questions before it.
 *
 * @param part the one deliverable a follow-up wants, if any
 * @param stack which infrastructure it wants, should it want some
 * @param change a schema change it describes, if any
 * @param operations of a running database that it asks for
 * @param changes whether it asks for changes of a schema, in words or by naming none of the
 *     operations
 * @param host where a pipeline deploys to, as generate_workflow names it, where one is named
 * @param canary whether traffic shall move in steps
 * @param gitlab whether the pipeline is to be GitLab's
 * @param judge whether what is there shall be judged and nothing written
 * @param mend whether the files there are shall be mended, not replaced
 */
record Question(
    Set<Area> areas,
    Optional<Part> part,
    StackWish stack,
    Optional<SchemaChange> change,
    Set<Operation> operations,
    boolean changes,
    Optional<String> host,
    boolean canary,
    boolean gitlab,
    boolean judge,
    boolean mend) {
  private static final Pattern MEND =
      Pattern.compile(
          "(?i)\\b(fix|repair|mend|correct|clean up|tidy)\\b.{0,40}\\b(docker ?files?|workflows?|github actions?|dependabot)\\b");
  private static final Pattern GITLAB = Pattern.compile("(?i)\\bgitlab\\b");
  private static final Pattern CANARY = Pattern.compile("(?i)\\bcanary\\b");
  private static final Map<String, Pattern> HOSTS =
      Map.of(
          "vercel", Pattern.compile("(?i)\\bvercel\\b"),
          "cloudrun", Pattern.compile("(?i)\\bcloud ?run\\b"),
          "ecs", Pattern.compile("(?i)\\b(ecs|fargate)\\b"),
          "fly", Pattern.compile("(?i)\\bfly(\\.io)?\\b"));
  private static final Pattern JUDGED =
      Pattern.compile("(?i)\\b(review|audit|check|lint|wrong|problems?|secure|safe|insecure)\\b");
  private static final Pattern WRITTEN =
      Pattern.compile("(?i)\\b(write|generate|create|set up|make|build|add|give)\\b");
  private static final int FOLLOW_UP_WORDS = 12;

  static Question read(List<String> asked) {
    String last = asked.getLast();
    EnumSet<Area> areas = areas(last);
    Optional<Part> part = followsUp(last, asked) ? Part.in(last) : Optional.empty();
    if (followsUp(last, asked) && (areas.isEmpty() || part.isPresent())) {
      EnumSet<Area> before = EnumSet.noneOf(Area.class);
      for (int i = asked.size() - 2; i >= 0 && before.isEmpty(); i--) {
        before = areas(asked.get(i));
      }
      if (!before.isEmpty()) {
        areas = before;
      }
    }
    Set<Operation> operations = operations(last, asked, areas);
    return new Question(
        areas,
        part,
        StackWish.in(last),
        SchemaChange.in(last),
        operations,
        operations.isEmpty() || Operation.asksForChanges(last) || SchemaChange.in(last).isPresent(),
        host(last),
        CANARY.matcher(last).find(),
        GITLAB.matcher(last).find(),
        JUDGED.matcher(last).find() && !WRITTEN.matcher(last).find(),
        MEND.matcher(last).find());
  }

  /** A follow-up about the database goes on with what was asked of it before. */
  private static Set<Operation> operations(String last, List<String> asked, Set<Area> areas) {
    Set<Operation> operations = Operation.in(last);
    boolean before = areas.contains(Area.DATABASE) && !areas(last).contains(Area.DATABASE);
    for (int i = asked.size() - 2; i >= 0 && before && operations.isEmpty(); i--) {
      operations = Operation.in(asked.get(i));
    }
    return operations;
  }

  private static EnumSet<Area> areas(String question) {
    EnumSet<Area> areas = EnumSet.noneOf(Area.class);
    for (Area area : Area.values()) {
      if (area.in(question)) {
        areas.add(area);
      }
    }
    if (SchemaChange.in(question).isPresent() || !Operation.in(question).isEmpty()) {
      areas.add(Area.DATABASE);
    }
    // "deploy our migrations" asks about the database's way to production: both are meant.
    // "build a pipeline" is an idiom: the verb names no image.
    boolean idiom =
        Pattern.compile("(?i)\\bbuild (me |us )?(a|an|the|some|out|up)\\b")
            .matcher(question)
            .find();
    if (idiom
        && areas.size() > 1
        && !question.toLowerCase(Locale.ROOT).contains("docker")
        && !question.toLowerCase(Locale.ROOT).contains("image")) {
      areas.remove(Area.BUILD);
    }
    List<Area> named = new ArrayList<>(areas);
    named.retainAll(Area.five());
    if (!named.isEmpty()) {
      areas.remove(Area.REVIEW);
      areas.remove(Area.PROJECT);
    }
    return areas;
  }

  /** Short, and after something: "and for Cloud Run?", "show me the rollback". */
  private static boolean followsUp(String last, List<String> asked) {
    return asked.size() > 1 && last.split("\\s+").length <= FOLLOW_UP_WORDS;
  }

  private static Optional<String> host(String question) {
    return HOSTS.entrySet().stream()
        .filter(e -> e.getValue().matcher(question).find())
        .map(Map.Entry::getKey)
        .sorted()
        .findFirst();
  }
}

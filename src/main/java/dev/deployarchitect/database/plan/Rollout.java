package dev.deployarchitect.database.plan;

import dev.deployarchitect.database.trial.AppVersion;
import java.util.List;
import java.util.Set;

/**
 * A version of the application within a plan.
 *
 * @param from the step after which it is released; empty for one that runs from the beginning
 * @param until the steps before which the plan waits until it runs no more
 */
record Rollout(AppVersion version, String from, Set<String> until) {

  private static Rollout whole(AppVersion version) {
    return new Rollout(version, "", Set.of());
  }

  private static Rollout old(AppVersion version, String... until) {
    return new Rollout(version, "", Set.of(until));
  }

  private static Rollout since(String step, AppVersion version, String... until) {
    return new Rollout(version, step, Set.of(until));
  }

  /** The versions whose releases a plan asks for, each as far as its writes show it. */
  static List<Rollout> of(Plan plan) {
    ChangeRequest r = plan.request();
    ColumnFacts facts = plan.facts();
    AppVersion before = AppVersion.of("the old version", r.column());
    AppVersion next = AppVersion.of("the new version", r.column());
    Set<String> column = Set.of(r.column());
    Set<String> required = facts.notNull() ? column : Set.of();
    return switch (r.kind()) {
      case RENAME_COLUMN, CHANGE_TYPE -> replaced(plan, before.expecting(required));
      case SPLIT_COLUMN ->
          List.of(
              old(before.expecting(required), "forget"),
              since(
                  "switch",
                  AppVersion.of("the version that writes both", r.column()).setting(required),
                  "contract"),
              since(
                  "forget",
                  AppVersion.of("the new version", r.derived().getFirst().name())
                      .withoutColumns(column)));
      case SET_NOT_NULL -> List.of(old(before, "contract"), whole(next.setting(column)));
      case DROP_COLUMN -> {
        boolean relaxed = plan.steps().getFirst().name().equals("relax");
        yield List.of(
            old(before, "keep-copy"), since(relaxed ? "relax" : "", next.withoutColumns(column)));
      }
      case ADD_UNIQUE -> List.of(old(before, "index"), whole(next));
      case ADD_FOREIGN_KEY ->
          List.of(old(before.referring(column), "expand"), whole(next.referring(column)));
      case BACKFILL -> List.of(old(before, "prepare"), whole(next.setting(column)));
      case REPLACE_ENUM_VALUE -> {
        Set<String> fresh = Set.of(r.target());
        Set<String> gone = Set.of(EnumValue.old(r));
        yield List.of(
            old(before.without(new AppVersion.Unseen(fresh, fresh)), "release-writing"),
            since(
                "add-value",
                AppVersion.of("the version that reads both", r.column())
                    .without(new AppVersion.Unseen(fresh, Set.of())),
                "default",
                "backfill"),
            since("release-writing", next.without(new AppVersion.Unseen(gone, Set.of()))));
      }
      case PRIMARY_KEY_BIGINT -> List.of(whole(before), whole(next));
    };
  }

  private static List<Rollout> replaced(Plan plan, AppVersion before) {
    ChangeRequest r = plan.request();
    ColumnFacts facts = plan.facts();
    Set<String> target = Set.of(r.target());
    boolean given = facts.notNull() && facts.fallback().isEmpty();
    AppVersion next =
        AppVersion.of("the new version", r.target())
            .withoutColumns(Set.of(r.column()))
            .setting(given ? target : Set.of());
    Rollout released = since("switch", facts.notNull() ? next.expecting(target) : next);
    // A renamed column is kept equal both ways from the beginning, so versions may overlap then.
    AppVersion early = next.setting(facts.notNull() ? target : Set.of());
    return r.kind() == ChangeRequest.Kind.RENAME_COLUMN
        ? List.of(old(before, "contract"), since("expand", early), released)
        : List.of(old(before, "constrain", "contract"), released);
  }
}

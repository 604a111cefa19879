package dev.deployarchitect.finding;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What a change of files made of their findings. A finding stays when its line does, or else when
 * the same rule says the same of the same file: a fault of a whole file hangs on some line of it.
 *
 * @param gone only before
 * @param fresh only after
 */
public record Delta(List<Finding> gone, List<Finding> fresh) {

  public static Delta of(List<Finding> before, List<Finding> after) {
    List<Finding> gone = new ArrayList<>(before);
    List<Finding> fresh = new ArrayList<>(after);
    cancel(gone, fresh, Fingerprint::of);
    cancel(gone, fresh, f -> f.rule().id() + "\n" + f.span().path() + "\n" + f.message());
    return new Delta(List.copyOf(gone), List.copyOf(fresh));
  }

  private static void cancel(
      List<Finding> gone, List<Finding> fresh, Function<Finding, String> name) {
    Map<String, Integer> known = new HashMap<>();
    gone.forEach(f -> known.merge(name.apply(f), 1, Integer::sum));
    Map<String, Integer> stays = new HashMap<>();
    fresh.removeIf(f -> {
      String key = name.apply(f);
      boolean both = known.merge(key, -1, Integer::sum) >= 0;
      if (both) {
        stays.merge(key, 1, Integer::sum);
      }
      return both;
    });
    gone.removeIf(f -> stays.merge(name.apply(f), -1, Integer::sum) >= 0);
  }
}

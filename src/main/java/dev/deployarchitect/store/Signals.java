package dev.deployarchitect.store;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Who wants to be told of news about what. Thread-safe. */
final class Signals {
  private final Map<String, List<Runnable>> watchers = new ConcurrentHashMap<>();

  Runnable watch(String topic, Runnable onNews) {
    watchers.compute(
        topic,
        (key, known) -> {
          List<Runnable> all = known == null ? new CopyOnWriteArrayList<>() : known;
          all.add(onNews);
          return all;
        });
    return () ->
        watchers.computeIfPresent(
            topic,
            (key, all) -> {
              all.remove(onNews);
              return all.isEmpty() ? null : all;
            });
  }

  void wake(Collection<String> topics) {
    topics.forEach(topic -> watchers.getOrDefault(topic, List.of()).forEach(Runnable::run));
  }

  /** After a time in which news may have been missed. */
  void wakeAll() {
    watchers.values().forEach(all -> all.forEach(Runnable::run));
  }
}

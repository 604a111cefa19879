package dev.deployarchitect.agent.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The events of a run that still stand: without those of steps that began again. */
public final class Standing {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int PAGE = 500;

  /** An event with its object. */
  public record Event(long number, String type, JsonNode data) {}

  private final List<Event> events = new ArrayList<>();
  private final Map<Integer, Integer> starts = new HashMap<>();

  private long last;

  private Standing() {}

  /** All of a run, in order. */
  public static Standing of(Journal journal, String run) {
    Standing standing = new Standing();
    List<NumberedEvent> page = List.of();
    do {
      long after = page.isEmpty() ? 0 : page.getLast().number();
      page = journal.events(run, after, PAGE);
      page.forEach(standing::add);
    } while (page.size() == PAGE);
    return standing;
  }

  public List<Event> events() {
    return List.copyOf(events);
  }

  /** As the model was told it, without secrets; {@code asked} where the run never began. */
  String question(String asked) {
    return events.stream()
        .filter(e -> e.type().equals("run_started"))
        .map(e -> e.data().path("question").asText())
        .findFirst()
        .orElse(asked);
  }

  /** The number of the last event, also of one that was taken back. */
  long last() {
    return last;
  }

  private void add(NumberedEvent event) {
    last = event.number();
    JsonNode data = json(event);
    int step = data.path("step").asInt();
    if (event.type().equals("step_started")) {
      starts.put(step, events.size());
    } else if (event.type().equals("step_restarted")) {
      int from = starts.getOrDefault(step, events.size());
      events.subList(from, events.size()).clear();
      return;
    }
    events.add(new Event(event.number(), event.type(), data));
  }

  private static JsonNode json(NumberedEvent event) {
    try {
      return MAPPER.readTree(event.json());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored event is no JSON", e);
    }
  }
}

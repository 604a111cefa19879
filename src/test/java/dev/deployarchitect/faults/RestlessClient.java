package dev.deployarchitect.faults;

import com.fasterxml.jackson.databind.JsonNode;
import dev.deployarchitect.Given;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/** Asks, follows, and comes back to any of the servers whenever the one it had has gone. */
final class RestlessClient {

  /** An event as it came. */
  record Event(long number, String type, JsonNode data) {}

  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
  private final List<String> servers;
  private int attached;

  RestlessClient(List<String> servers) {
    this.servers = servers;
  }

  /** How often it had to come back. */
  int attached() {
    return attached;
  }

  private String server() {
    return servers.get(ThreadLocalRandom.current().nextInt(servers.size()));
  }

  /** Posts until some server takes it. */
  private JsonNode post(String path, String body) throws InterruptedException {
    String key = UUID.randomUUID().toString();
    while (true) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(server() + path))
              .timeout(Duration.ofSeconds(5))
              .header("Idempotency-Key", key)
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build();
      try {
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() < 300) {
          return Given.json(response.body());
        }
        if (response.statusCode() < 500) {
          throw new AssertionError(response.body());
        }
      } catch (IOException e) {
        // The next one may be there.
      }
      Thread.sleep(100);
    }
  }

  /** All events of one new run. */
  List<Event> ask(String question) throws InterruptedException {
    String conversation = post("/v1/conversations", "{}").path("id").asText();
    String run =
        post(
                "/v1/conversations/" + conversation + "/runs",
                "{\"question\":\"%s\"}".formatted(question))
            .path("id")
            .asText();
    List<Event> events = new ArrayList<>();
    while (events.isEmpty() || !isLast(events.getLast())) {
      attached++;
      long after = events.isEmpty() ? 0 : events.getLast().number();
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(server() + "/v1/runs/" + run + "/events"))
              .timeout(Duration.ofSeconds(5))
              .header("Last-Event-ID", "" + after)
              .build();
      try {
        HttpResponse<Stream<String>> response =
            client.send(request, HttpResponse.BodyHandlers.ofLines());
        if (response.statusCode() == 200) {
          read(response.body().iterator(), events);
        }
      } catch (IOException e) {
        // Gone; come back elsewhere.
      } catch (java.io.UncheckedIOException e) {
        // Gone while it spoke.
      }
      Thread.sleep(50);
    }
    return events;
  }

  private static void read(Iterator<String> lines, List<Event> events) {
    long number = 0;
    String type = "";
    String data = "";
    while (lines.hasNext()) {
      String line = lines.next();
      if (line.startsWith("id: ")) {
        number = Long.parseLong(line.substring(4));
      } else if (line.startsWith("event: ")) {
        type = line.substring(7);
      } else if (line.startsWith("data: ")) {
        data = line.substring(6);
      } else if (line.isEmpty() && !data.isEmpty()) {
        events.add(new Event(number, type, Given.json(data)));
        data = "";
      }
    }
  }

  private static boolean isLast(Event event) {
    return List.of("run_finished", "run_failed", "run_cancelled").contains(event.type());
  }

  /** What a person reads in the end, step by step. */
  static List<String> shown(List<Event> events) {
    TreeMap<Integer, String> steps = new TreeMap<>();
    int step = 0;
    for (Event event : events) {
      switch (event.type()) {
        case "step_restarted" -> steps.tailMap(event.data().path("step").asInt(), true).clear();
        case "step_started" -> {
          step = event.data().path("step").asInt();
          steps.put(step, "");
        }
        case "text_delta" -> steps.merge(step, event.data().path("text").asText(), String::concat);
        case "tool_finished" ->
            steps.merge(step, " [" + event.data().path("tool").asText() + "]", String::concat);
        default -> {}
      }
    }
    return List.copyOf(steps.values());
  }
}

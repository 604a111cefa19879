package dev.deployarchitect.front.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deployarchitect.agent.EventJson;
import dev.deployarchitect.agent.run.Follower;
import dev.deployarchitect.agent.run.Journal;
import dev.deployarchitect.agent.run.JournalException;
import dev.deployarchitect.agent.run.NumberedEvent;
import dev.deployarchitect.agent.run.Runs;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs: followed, followed again, cancelled. */
final class RunRoutes {
  private static final Logger LOG = LoggerFactory.getLogger(RunRoutes.class);
  private static final long BEAT_MILLIS = 15_000;

  private final Runs runs;

  RunRoutes(Runs runs) {
    this.runs = runs;
  }

  void add(RoutesConfig routes) {
    routes.get("/v1/runs/{id}", this::one);
    routes.get("/v1/runs/{id}/events", this::events);
    routes.post("/v1/runs/{id}/cancel", this::cancel);
  }

  private void one(Context ctx) {
    Journal.Run run = Caller.run(runs.journal(), ctx);
    ObjectNode json = json(run);
    runs.journal()
        .conversation(run.conversation())
        .ifPresent(c -> json.put("workspace", c.workspace()));
    ctx.json(json);
  }

  private void events(Context ctx) throws IOException {
    String last = ctx.header("Last-Event-ID");
    String after = last == null ? ctx.queryParam("after") : last;
    long number;
    try {
      number = after == null ? 0 : Long.parseLong(after.strip());
    } catch (NumberFormatException e) {
      throw new Problem(400, "Bad position", "Last-Event-ID and after take an event's number.");
    }
    stream(ctx, Caller.run(runs.journal(), ctx).id(), number);
  }

  /** A lost connection ends the stream and nothing else: the run goes on. */
  void stream(Context ctx, String run, long after) throws IOException {
    SseWriter writer = new SseWriter(ctx);
    writer.retry(2_000);
    try {
      runs.follow(
          run,
          after,
          BEAT_MILLIS,
          new Follower() {
            @Override
            public void events(List<NumberedEvent> events) throws InterruptedException {
              send(() -> {
                for (NumberedEvent event : events) {
                  writer.event(event.number(), event.type(), event.json());
                }
                writer.flush();
              });
            }

            @Override
            public void idle() throws InterruptedException {
              send(writer::heartbeat);
            }
          });
    } catch (InterruptedException e) {
      // The client has gone; it may come back with the number of its last event.
    } catch (JournalException e) {
      LOG.warn("a stream of {} ends early: {}", run, e.getMessage());
    }
  }

  private interface Sending {
    void send() throws IOException;
  }

  private static void send(Sending sending) throws InterruptedException {
    try {
      sending.send();
    } catch (IOException e) {
      throw new InterruptedException("the client has gone");
    }
  }

  private void cancel(Context ctx) {
    Journal.Run run = Caller.run(runs.journal(), ctx);
    boolean asked = runs.cancel(run.id());
    ctx.status(asked ? 202 : 200).json(json(run));
  }

  static ObjectNode json(Journal.Run r) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("id", r.id())
        .put("conversation", r.conversation())
        .put("question", r.question())
        .put("status", r.status())
        .put("answer", r.answer())
        .set("usage", EventJson.of(r.used()));
  }
}

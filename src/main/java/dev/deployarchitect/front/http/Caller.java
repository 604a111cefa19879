package dev.deployarchitect.front.http;

import dev.deployarchitect.agent.run.Journal;
import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletRequest;

/** Who asks: the name of the key, empty where none is needed. A conversation belongs to it. */
final class Caller {
  private static final String ATTRIBUTE = "architect.caller";

  private Caller() {}

  static void set(HttpServletRequest request, String name) {
    request.setAttribute(ATTRIBUTE, name);
  }

  static String of(Context ctx) {
    return ctx.req().getAttribute(ATTRIBUTE) instanceof String name ? name : "";
  }

  /** The conversation of the path, if it is the caller's. */
  static Journal.Conversation conversation(Journal journal, Context ctx) {
    return journal
        .conversation(ctx.pathParam("id"))
        .filter(c -> c.owner().equals(of(ctx)))
        .orElseThrow(() -> new Problem(404, "Not found", "There is no such conversation."));
  }

  /** The run of the path, if its conversation is the caller's. */
  static Journal.Run run(Journal journal, Context ctx) {
    return journal
        .run(ctx.pathParam("id"))
        .filter(run ->
            journal
                .conversation(run.conversation())
                .filter(c -> c.owner().equals(of(ctx)))
                .isPresent())
        .orElseThrow(() -> new Problem(404, "Not found", "There is no such run."));
  }
}

package dev.deployarchitect.front.http;

import dev.deployarchitect.agent.run.Journal;
import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;

/** Who asks: the name of the key, empty where none is needed. A conversation belongs to it. */
final class Caller {
  private Caller() {}

  /** The request as the caller's: servlets behind, MCP's too, read it by {@code getRemoteUser}. */
  static HttpServletRequest as(String name, HttpServletRequest request) {
    return new HttpServletRequestWrapper(request) {
      @Override
      public String getRemoteUser() {
        return name;
      }
    };
  }

  static String of(Context ctx) {
    String name = ctx.req().getRemoteUser();
    return name == null ? "" : name;
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

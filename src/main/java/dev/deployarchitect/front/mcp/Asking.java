package dev.deployarchitect.front.mcp;

import dev.deployarchitect.agent.Agent;
import dev.deployarchitect.agent.AgentEvent;
import dev.deployarchitect.agent.Aside;
import dev.deployarchitect.agent.Cancel;
import java.util.List;
import java.util.function.Consumer;

/** How the whole agent is asked: with the caller's budget on a server, without on one's machine. */
@FunctionalInterface
public interface Asking {

  /** Answers on the calling thread; the last event tells how it ended. */
  void ask(String caller, Aside aside, Consumer<AgentEvent> events, Cancel cancel);

  static Asking freely(Agent agent) {
    return (caller, aside, events, cancel) -> agent.ask(aside, List.of(), events, cancel);
  }
}

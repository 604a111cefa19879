package dev.deployarchitect.agent.run;

import dev.deployarchitect.agent.AgentEvent;
import dev.deployarchitect.agent.EventJson;

/**
 * An event as stored and sent: numbered from 1 in its run.
 *
 * @param json one object, written once for the store and every client that follows
 */
public record NumberedEvent(long number, String type, String json, boolean last) {

  static NumberedEvent of(long number, AgentEvent event) {
    return new NumberedEvent(
        number, EventJson.type(event), EventJson.of(event).toString(), event.isLast());
  }
}

package dev.deployarchitect.agent.wire;

import dev.deployarchitect.agent.Cancel;
import java.util.function.Consumer;

/** One exchange with a model endpoint: a JSON body goes out, server-sent data comes back. */
@FunctionalInterface
public interface Wire {

  /**
   * Sends and receives, blocking.
   *
   * @param onData gets the data of each server-sent event, {@code [DONE]} among them
   * @throws WireException on any end but the response's own
   */
  void exchange(WireRequest request, Consumer<String> onData, Cancel cancel) throws WireException;
}

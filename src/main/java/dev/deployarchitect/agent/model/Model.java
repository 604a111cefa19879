package dev.deployarchitect.agent.model;

import dev.deployarchitect.agent.Cancel;
import java.util.function.Consumer;

/** Anything that answers. Calls block; deltas come on the calling thread. */
public interface Model {

  /** Shown to people: kind and name. */
  String name();

  /**
   * Whether a reply can be made from the texts of results alone, as after a change of server; false
   * for one that needs the results themselves.
   */
  default boolean readsTexts() {
    return true;
  }

  /**
   * One reply.
   *
   * @param onText gets the text as it comes
   * @throws ModelException when no whole reply came, with one sentence
   * @throws java.util.concurrent.CancellationException when {@code cancel} stopped it
   */
  ModelReply reply(ModelRequest request, Consumer<String> onText, Cancel cancel);
}

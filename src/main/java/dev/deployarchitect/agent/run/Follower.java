package dev.deployarchitect.agent.run;

import java.util.List;

/** Where a follower's events go; may block, which slows only this follower. */
public interface Follower {
  /** One or more, in order: what is there already comes together. */
  void events(List<NumberedEvent> events) throws InterruptedException;

  /** Called when nothing happened for a while. */
  void idle() throws InterruptedException;
}

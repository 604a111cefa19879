package dev.deployarchitect.agent.run;

/** Where a follower's events go; may block, which slows only this follower. */
public interface Follower {
  void event(NumberedEvent event) throws InterruptedException;

  /** Called when nothing happened for a while. */
  void idle() throws InterruptedException;
}

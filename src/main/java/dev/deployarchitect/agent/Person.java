package dev.deployarchitect.agent;

import dev.deployarchitect.tool.Approval;

/** Who decides what a run may do beyond reading. */
public interface Person {

  /** For fronts without one. */
  Person NOBODY =
      new Person() {
        @Override
        public boolean isThere() {
          return false;
        }

        @Override
        public Approval.Decision decide(String id, Approval approval, Cancel cancel) {
          return new Approval.Decision.NobodyToAsk();
        }
      };

  boolean isThere();

  /**
   * Waits for the decision on what was asked, by an event too, under this id.
   *
   * @throws java.util.concurrent.CancellationException when the run was cancelled meanwhile
   */
  Approval.Decision decide(String id, Approval approval, Cancel cancel);
}

package dev.deployarchitect.tool;

import dev.deployarchitect.text.Visible;

/**
 * What a call may only do when a person says yes. What they decide on is what they see: control and
 * format characters are written out here, for every surface.
 *
 * @param action what would be done, as a short sentence for the person
 * @param detail to whom or what: an address, a list of files, a statement
 * @param once a yes counts on one server alone: when another takes the run over, it asks again, as
 *     nobody knows whether it was done
 */
public record Approval(String action, String detail, boolean once) {

  /** As a person sees it. */
  public Approval {
    action = Visible.line(action);
    detail = Visible.text(detail);
  }

  /** For what may be done again after a server was lost, as it comes to the same. */
  public Approval(String action, String detail) {
    this(action, detail, false);
  }

  /** What came of asking. */
  public sealed interface Decision {
    record Approved() implements Decision {}

    record Rejected(String reason) implements Decision {}

    /** This front has no person to ask; the call must do without. */
    record NobodyToAsk() implements Decision {}
  }
}

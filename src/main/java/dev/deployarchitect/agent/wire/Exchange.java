package dev.deployarchitect.agent.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;

/**
 * One recorded exchange. The frame is kept once under its hash; no header is kept.
 *
 * @param frame SHA-256 of the canonical frame
 * @param data the response's server-sent data, in order
 * @param givenTo hash of the request the reply was really given to; empty where it is not known
 */
public record Exchange(
    String frame,
    ArrayNode conversation,
    ArrayNode toolResults,
    List<String> data,
    String givenTo) {

  /** Whether the request was stamped anew since its reply was given. */
  public boolean older() {
    return !givenTo.equals(Recording.hashOf(this));
  }

  Exchange givenTo(String hash) {
    return new Exchange(frame, conversation, toolResults, data, hash);
  }
}

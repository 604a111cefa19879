package dev.deployarchitect.agent.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;

/**
 * One recorded exchange. The frame is kept once under its hash; no header is kept.
 *
 * @param frame SHA-256 of the canonical frame
 * @param data the response's server-sent data, in order
 */
public record Exchange(
    String frame, ArrayNode conversation, ArrayNode toolResults, List<String> data) {}

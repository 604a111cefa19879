package dev.deployarchitect.front.mcp.stdio;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Errors as the SDK words them: with exceptions' messages and traces of our inside. */
final class SdkError {
  private static final int INTERNAL = -32603;

  private SdkError() {}

  static void scrub(ObjectNode error) {
    error.remove("data");
    if (error.path("code").asInt() == INTERNAL) {
      error.put("message", "The request was not handled; its params may not fit the method.");
    }
  }
}

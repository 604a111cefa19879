package dev.deployarchitect.front.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a result into pages. Clients warn at 10,000 tokens; a page of 16,000 characters, sent as
 * text and inside the structured content, stays below that.
 */
final class Paging {
  private static final int PAGE = 16_000;

  private Paging() {}

  /** The whole text of a result: its words, then each file that they do not quote. */
  static List<String> pages(ObjectNode result) {
    StringBuilder all = new StringBuilder(result.path("text").asText());
    for (JsonNode file : result.path("files")) {
      String content = file.path("content").asText();
      if (all.indexOf(content) < 0) {
        all.append("\n\n=== ").append(file.path("path").asText()).append("\n").append(content);
      }
    }
    List<String> pages = new ArrayList<>();
    int at = 0;
    while (at < all.length()) {
      int end = Math.min(all.length(), at + PAGE);
      int line = end < all.length() ? all.lastIndexOf("\n", end) : -1;
      int cut = line > at ? line + 1 : end;
      pages.add(all.substring(at, cut));
      at = cut;
    }
    return pages.isEmpty() ? List.of("") : pages;
  }
}

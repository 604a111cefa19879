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

  /** The words of a result, then, from a page of their own on, each file they do not quote. */
  static List<String> pages(ObjectNode result) {
    String text = result.path("text").asText();
    StringBuilder files = new StringBuilder();
    for (JsonNode file : result.path("files")) {
      String content = file.path("content").asText();
      if (!text.contains(content)) {
        files
            .append("=== ")
            .append(file.path("path").asText())
            .append("\n")
            .append(content)
            .append("\n\n");
      }
    }
    List<String> pages = new ArrayList<>();
    cut(text, pages);
    cut(files.toString(), pages);
    return pages.isEmpty() ? List.of("") : pages;
  }

  private static void cut(String all, List<String> pages) {
    int at = 0;
    while (at < all.length()) {
      int end = Math.min(all.length(), at + PAGE);
      int line = end < all.length() ? all.lastIndexOf("\n", end) : -1;
      int cut = line > at ? line + 1 : end;
      pages.add(all.substring(at, cut));
      at = cut;
    }
  }
}

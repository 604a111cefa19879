package dev.deployarchitect.front.mcp;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The repository an answer is about.
 *
 * @param name of the workspace; empty where a call was about none
 * @param root its folder on this machine; empty where the client may not know it
 */
record Repository(String name, String root) {
  static final Repository NONE = new Repository("", "");

  boolean isKnown() {
    return !name.isEmpty();
  }

  /** Such as {@code Repository: shop (/home/me/code/shop)}. */
  String line() {
    return root.isEmpty()
        ? "Repository: %s".formatted(name)
        : "Repository: %s (%s)".formatted(name, root);
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", name);
    if (!root.isEmpty()) {
      json.put("root", root);
    }
    return json;
  }
}

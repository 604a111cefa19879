package dev.deployarchitect.tool;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deployarchitect.workspace.Workspace;

/**
 * The repository an answer is about.
 *
 * @param name of the workspace; empty where a call was about none
 * @param root its folder on this machine; empty where the reader may not know it
 */
public record Repository(String name, String root) {
  public static final Repository NONE = new Repository("", "");

  /** With its folder: for readers on this machine. */
  public static Repository of(Workspace workspace) {
    return new Repository(workspace.name(), workspace.root().toString());
  }

  public boolean isKnown() {
    return !name.isEmpty();
  }

  /** Such as {@code Repository: shop (/home/me/code/shop)}. */
  public String line() {
    String line = root.isEmpty() ? name : "%s (%s)".formatted(name, root);
    // Folders may be named to deceive a terminal.
    return "Repository: " + line.replaceAll("\\p{Cntrl}", "?");
  }

  public ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("name", name);
    return root.isEmpty() ? json : json.put("root", root);
  }
}

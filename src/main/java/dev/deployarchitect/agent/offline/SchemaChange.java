package dev.deployarchitect.agent.offline;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A schema change described in words: "rename User.name to fullName", "drop column x of Y". */
record SchemaChange(String change, String table, String column, String target) {
  private static final String NAME = "[\"'`]?(\\w+)[\"'`]?";
  private static final Pattern RENAME =
      Pattern.compile(
          "(?i)renam\\w+ (?:the )?(?:column )?" + NAME + "\\." + NAME + " (?:to|into|as) " + NAME);
  private static final Pattern DROP =
      Pattern.compile(
          "(?i)(?:drop|remov\\w+|delet\\w+) (?:the )?(?:column )?" + NAME + "\\." + NAME);
  private static final Pattern UNIQUE =
      Pattern.compile(
          "(?i)(?:mak\\w+ )?(?:the )?(?:column )?"
              + NAME
              + "\\."
              + NAME
              + " (?:to be )?unique|unique (?:constraint|index) (?:on|to) "
              + NAME
              + "\\."
              + NAME);

  static Optional<SchemaChange> in(String question) {
    Matcher rename = RENAME.matcher(question);
    if (rename.find()) {
      return Optional.of(
          new SchemaChange("rename_column", rename.group(1), rename.group(2), rename.group(3)));
    }
    Matcher drop = DROP.matcher(question);
    if (drop.find()) {
      return Optional.of(new SchemaChange("drop_column", drop.group(1), drop.group(2), ""));
    }
    Matcher unique = UNIQUE.matcher(question);
    if (unique.find()) {
      boolean first = unique.group(1) != null;
      return Optional.of(
          new SchemaChange(
              "add_unique", unique.group(first ? 1 : 3), unique.group(first ? 2 : 4), ""));
    }
    return Optional.empty();
  }

  /** The arguments of {@code plan_migration}. */
  ObjectNode arguments() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("change", change).put("table", table).put("column", column);
    if (!target.isEmpty()) {
      node.put("new_column", target);
    }
    return node;
  }
}

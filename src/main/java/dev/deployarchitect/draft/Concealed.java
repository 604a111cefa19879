package dev.deployarchitect.draft;

import dev.deployarchitect.workspace.Secrets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A text in which lines hold secrets that whoever edits it does not see: they stand as marks, and
 * lines that keep their mark keep their secret.
 */
final class Concealed {
  private final String shown;
  private final Map<String, String> hidden = new HashMap<>();

  private Concealed(String text, Secrets secrets) {
    this.shown = secrets.replace(text);
    List<String> lines = List.of(text.split("\n", -1));
    List<String> marked = List.of(shown.split("\n", -1));
    for (int i = 0; i < lines.size() && i < marked.size(); i++) {
      if (!lines.get(i).equals(marked.get(i))) {
        String known = hidden.put(marked.get(i), lines.get(i));
        if (known != null && !known.equals(lines.get(i))) {
          // Two secrets under one line: which is meant cannot be told.
          hidden.put(marked.get(i), "");
        }
      }
    }
  }

  /**
   * What {@code edit} makes of the text.
   *
   * @param marked whether the edit speaks of marks; else it gets the text as it is
   * @throws EditException where a mark would be written
   */
  static String edited(
      String path, String text, Secrets secrets, boolean marked, UnaryOperator<String> edit) {
    if (!marked) {
      return edit.apply(text);
    }
    Concealed concealed = new Concealed(text, secrets);
    return concealed.restored(path, edit.apply(concealed.shown));
  }

  private String restored(String path, String edited) {
    List<String> out = new ArrayList<>();
    for (String line : edited.split("\n", -1)) {
      String known = line.contains(Secrets.MARK) ? hidden.getOrDefault(line, "") : line;
      if (known.isEmpty() && !line.isEmpty()) {
        throw new EditException(
            "%s: a line holds a secret that you do not see ('%s'). Leave such lines as they are shown, or replace them without the mark."
                .formatted(path, Secrets.MARK));
      }
      out.add(known);
    }
    return String.join("\n", out);
  }
}

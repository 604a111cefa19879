package dev.deployarchitect.agent;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deployarchitect.delivery.Bundle.Difference;
import dev.deployarchitect.delivery.Delivered;
import dev.deployarchitect.draft.Change;
import dev.deployarchitect.draft.Draft;
import dev.deployarchitect.tool.ResultJson;
import java.util.List;

/** The draft as events tell of it: without the files' texts, which may hold secrets. */
final class DraftJson {
  private DraftJson() {}

  static void changed(ObjectNode node, Change change, String patch) {
    node.put("change", change.number())
        .put("tool", change.tool())
        .put("why", change.why())
        .put("patch", patch);
    ArrayNode files = node.putArray("files");
    change
        .files()
        .forEach(f -> {
          int[] lines = new Difference(f.path(), f.before(), f.after()).lines();
          files
              .addObject()
              .put("path", f.path())
              .put("kind", f.kind())
              .put("added", lines[0])
              .put("removed", lines[1]);
        });
  }

  static void verified(ObjectNode node, Draft draft, List<Delivered> files) {
    ArrayNode array = node.putArray("files");
    for (Delivered file : files) {
      ObjectNode one = ResultJson.file(file);
      one.remove("content");
      draft.file(file.artifact().path()).ifPresent(f -> one.put("kind", f.kind()));
      array.add(one);
    }
    ArrayNode deleted = node.putArray("deleted");
    draft.files().values().stream()
        .filter(f -> f.after().isEmpty())
        .forEach(f -> deleted.add(f.path()));
  }
}

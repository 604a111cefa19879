package dev.deployarchitect.draft;

import dev.deployarchitect.workspace.Secrets;
import dev.deployarchitect.workspace.Workspace;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What edits make of a workspace's files: texts by path, empty for one that goes. All of a call's
 * edits or none; a file keeps its line ends, its byte order mark and what stands at its end.
 */
public final class Edits {
  private static final String MARK = "\uFEFF";

  private final Workspace workspace;
  private final Secrets secrets;

  /**
   * Edits of {@code workspace} as it is.
   *
   * @param secrets that whoever edits sees as marks
   */
  public Edits(Workspace workspace, Secrets secrets) {
    this.workspace = workspace;
    this.secrets = secrets;
  }

  /** A text to find in a file and what is to stand there; {@code all} for every place. */
  public record Replace(String path, String search, String replace, boolean all) {}

  /**
   * Replaces texts, several in a file.
   *
   * @throws EditException that names the first which cannot be made
   */
  public Map<String, Optional<String>> replaced(List<Replace> edits) {
    Map<String, List<Replacement>> byFile = new LinkedHashMap<>();
    for (Replace edit : edits) {
      byFile
          .computeIfAbsent(edit.path(), path -> new ArrayList<>())
          .add(new Replacement(edit.search(), edit.replace(), edit.all()));
    }
    Map<String, Optional<String>> texts = new HashMap<>();
    byFile.forEach((path, all) -> texts.put(path, Optional.of(edited(path, all))));
    return checked(texts);
  }

  /**
   * Applies a unified diff.
   *
   * @throws EditException that names the first hunk which does not fit
   */
  public Map<String, Optional<String>> patched(String diff) {
    Map<String, Optional<String>> texts = new HashMap<>();
    for (UnifiedDiff.Patched file : UnifiedDiff.read(diff)) {
      String path = file.to().or(file::from).orElse("");
      if (file.to().isEmpty()) {
        Editable.text(workspace, path);
        texts.put(path, Optional.empty());
      } else if (file.from().isEmpty()) {
        List<String> lines = file.hunks().stream().flatMap(h -> h.after().stream()).toList();
        texts.putAll(written(Map.of(path, String.join("\n", lines) + "\n")));
      } else {
        String from = file.from().get();
        String text = edited(from, file.hunks().stream().map(h -> hunk(from, h)).toList());
        if (!from.equals(path)) {
          texts.put(from, Optional.empty());
        }
        texts.put(path, Optional.of(text));
      }
    }
    return checked(texts);
  }

  private static Replacement hunk(String path, UnifiedDiff.Hunk hunk) {
    if (hunk.before().isEmpty()) {
      throw new EditException(
          "%s: a hunk at line %d has no line of the file around what it adds; give some."
              .formatted(path, hunk.line()));
    }
    return new Replacement(
        String.join("\n", hunk.before()), String.join("\n", hunk.after()), false, hunk.line());
  }

  private String edited(String path, List<Replacement> all) {
    String text = Editable.text(workspace, path);
    boolean marked = all.stream().anyMatch(r -> (r.search() + r.replace()).contains(Secrets.MARK));
    return Concealed.edited(path, text, secrets, marked, t -> EditedText.of(path, t, all));
  }

  /** Whole files: new ones, or in the place of those that are there. */
  public Map<String, Optional<String>> written(Map<String, String> contents) {
    Map<String, Optional<String>> texts = new HashMap<>();
    contents.forEach((path, content) -> texts.put(path, Optional.of(written(path, content))));
    return checked(texts);
  }

  private String written(String path, String content) {
    String before = Editable.textOrNew(workspace, path).orElse("");
    String text = LineEnds.of(before) == LineEnds.CRLF ? LineEnds.CRLF.in(content) : content;
    String whole = before.startsWith(MARK) && !text.startsWith(MARK) ? MARK + text : text;
    return Concealed.edited(path, before, secrets, whole.contains(Secrets.MARK), ignored -> whole);
  }

  /** Takes files away. */
  public Map<String, Optional<String>> deleted(List<String> paths) {
    Map<String, Optional<String>> texts = new HashMap<>();
    for (String path : paths) {
      Editable.text(workspace, path);
      texts.put(path, Optional.empty());
    }
    return texts;
  }

  /** Moves a file to where none is. */
  public Map<String, Optional<String>> moved(String from, String to) {
    String text = Editable.text(workspace, from);
    if (Editable.textOrNew(workspace, to).isPresent()) {
      throw new EditException("%s is there already.".formatted(to));
    }
    return Map.of(from, Optional.empty(), to, Optional.of(text));
  }

  private static Map<String, Optional<String>> checked(Map<String, Optional<String>> texts) {
    texts.forEach((path, text) -> {
      int bytes = text.map(t -> t.getBytes(StandardCharsets.UTF_8).length).orElse(0);
      if (bytes > Workspace.MAX_FILE_BYTES) {
        throw new EditException("%s would be larger than 1 MiB.".formatted(path));
      }
      if (text.filter(t -> t.indexOf('\0') >= 0).isPresent()) {
        throw new EditException("%s would hold a zero byte: it is no text.".formatted(path));
      }
    });
    return texts;
  }
}

package dev.deployarchitect.repository.history;

import dev.deployarchitect.interrupt.Interruption;
import dev.deployarchitect.repository.search.FileKind;
import dev.deployarchitect.text.Visible;
import dev.deployarchitect.workspace.Secrets;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.patch.FileHeader;
import org.eclipse.jgit.treewalk.filter.PathFilter;

/** What differs between two trees, file by file. */
final class FileChanges {
  /** Files whose lines are counted; more are listed without. */
  private static final int COUNTED = 3_000;

  private static final int BINARY = -1;

  /**
   * One file.
   *
   * @param added lines; -1 for a binary file
   */
  record Change(DiffEntry entry, String path, String before, int added, int removed) {
    int size() {
      return Math.max(0, added) + removed;
    }

    String line() {
      String name =
          switch (entry.getChangeType()) {
            case ADD -> "new " + path;
            case DELETE -> "gone " + path;
            case RENAME, COPY -> "%s (was %s)".formatted(path, before);
            case MODIFY -> path;
          };
      return added == BINARY
          ? "  binary " + Visible.line(name)
          : "  +%d -%d %s".formatted(added, removed, Visible.line(name));
    }
  }

  /** What a first commit is compared with. */
  static final ObjectId EMPTY_TREE =
      ObjectId.fromString("4b825dc642cb6eb9a060e54bf8d69288fbee4904");

  private final Past past;

  FileChanges(Past past) {
    this.past = past;
  }

  /** The largest first, generated files last. */
  List<Change> between(AnyObjectId before, AnyObjectId after, String path) throws IOException {
    List<Change> changes = new ArrayList<>();
    try (DiffFormatter formatter = formatter(OutputStream.nullOutputStream(), path)) {
      for (DiffEntry entry : formatter.scan(before, after)) {
        Interruption.check();
        changes.add(change(entry, formatter, changes.size() < COUNTED));
      }
    }
    changes.sort(
        Comparator.comparing((Change c) -> FileKind.of(c.path()) == FileKind.GENERATED)
            .thenComparing(Comparator.comparingInt(Change::size).reversed())
            .thenComparing(Change::path));
    return changes;
  }

  private Change change(DiffEntry entry, DiffFormatter formatter, boolean count)
      throws IOException {
    boolean gone = entry.getChangeType() == DiffEntry.ChangeType.DELETE;
    String path = past.own(gone ? entry.getOldPath() : entry.getNewPath());
    String before = gone || entry.getOldPath().equals("/dev/null") ? "" : entry.getOldPath();
    String shown =
        before.startsWith(past.git().prefix()) ? past.own(before) : "a file beside the workspace";
    FileHeader header = count ? formatter.toFileHeader(entry) : null;
    boolean binary = header != null && header.getPatchType() != FileHeader.PatchType.UNIFIED;
    int added = binary ? BINARY : 0;
    int removed = 0;
    if (header != null && !binary) {
      for (Edit edit : header.toEditList()) {
        added += edit.getLengthB();
        removed += edit.getLengthA();
      }
    }
    return new Change(entry, path, before.isEmpty() ? "" : shown, added, removed);
  }

  /** The patch of these changes; values of .env files are in none. */
  String patch(List<Change> changes, String path) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DiffFormatter formatter = formatter(bytes, path)) {
      for (Change change : changes) {
        Interruption.check();
        if (Secrets.isValuesAlone(change.path())) {
          bytes.writeBytes(
              "%s: values are not shown%n"
                  .formatted(change.path())
                  .getBytes(StandardCharsets.UTF_8));
        } else if (FileKind.of(change.path()) != FileKind.GENERATED || changes.size() == 1) {
          formatter.format(change.entry());
        }
      }
    }
    return Visible.text(bytes.toString(StandardCharsets.UTF_8));
  }

  private DiffFormatter formatter(OutputStream out, String path) {
    DiffFormatter formatter = new DiffFormatter(out);
    formatter.setRepository(past.repository());
    formatter.setDetectRenames(true);
    formatter.getRenameDetector().setRenameLimit(400);
    formatter.setContext(3);
    String full = past.full(path);
    if (!full.isEmpty()) {
      formatter.setPathFilter(PathFilter.create(full));
    }
    return formatter;
  }

  /** How many files and lines. */
  static String sum(List<Change> changes) {
    String kinds =
        changes.stream()
            .collect(
                Collectors.groupingBy(
                    c -> c.entry().getChangeType(), java.util.TreeMap::new, Collectors.counting()))
            .entrySet()
            .stream()
            .map(e -> e.getValue() + " " + e.getKey().name().toLowerCase(java.util.Locale.ROOT))
            .collect(Collectors.joining(", "));
    return "%d files (%s), +%,d -%,d lines"
        .formatted(
            changes.size(),
            kinds,
            changes.stream().mapToInt(c -> Math.max(0, c.added())).sum(),
            changes.stream().mapToInt(Change::removed).sum());
  }
}

package dev.deployarchitect.delivery;

import dev.deployarchitect.workspace.FolderWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.diff.EditList;
import org.eclipse.jgit.diff.HistogramDiff;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;
import org.eclipse.jgit.util.QuotedString;

/** Several files in one piece: as a zip, or as a patch for {@code git apply}. */
public final class Bundle {
  private Bundle() {}

  /** The same files give the same bytes: entries carry one fixed time. Programs are executable. */
  public static byte[] zip(List<Artifact> artifacts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(bytes)) {
      for (Artifact artifact : artifacts) {
        ZipArchiveEntry entry = new ZipArchiveEntry(artifact.path());
        entry.setLastModifiedTime(FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
        entry.setUnixMode(artifact.mode());
        zip.putArchiveEntry(entry);
        zip.write(artifact.content().getBytes(StandardCharsets.UTF_8));
        zip.closeArchiveEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * A file that is to be otherwise.
   *
   * @param before empty for a new one
   * @param after empty for one that goes
   */
  public record Difference(String path, Optional<String> before, Optional<String> after) {

    /** Lines that come and lines that go. */
    public int[] lines() {
      EditList edits = edits(raw(before), raw(after));
      return new int[] {
        edits.stream().mapToInt(Edit::getLengthB).sum(),
        edits.stream().mapToInt(Edit::getLengthA).sum()
      };
    }
  }

  /**
   * A patch from what the repository holds to the files.
   *
   * @param current the text a path has now, if any
   */
  public static String patch(List<Artifact> artifacts, Function<String, Optional<String>> current) {
    return patch(
        artifacts.stream()
            .map(a -> new Difference(a.path(), current.apply(a.path()), Optional.of(a.content())))
            .toList());
  }

  /** A patch for {@code git apply}; a file that is not otherwise is left out. */
  public static String patch(Collection<Difference> differences) {
    StringBuilder out = new StringBuilder();
    differences.stream()
        .filter(d -> !d.before().equals(d.after()))
        .forEach(d -> out.append(filePatch(d)));
    return out.toString();
  }

  private static String filePatch(Difference file) {
    String a = QuotedString.GIT_PATH.quote("a/" + file.path());
    String b = QuotedString.GIT_PATH.quote("b/" + file.path());
    StringBuilder out = new StringBuilder("diff --git %s %s\n".formatted(a, b));
    if (file.before().isEmpty()) {
      out.append("new file mode ").append(mode(file.after().orElse(""))).append('\n');
    } else if (file.after().isEmpty()) {
      out.append("deleted file mode ").append(mode(file.before().get())).append('\n');
    }
    RawText before = raw(file.before());
    RawText after = raw(file.after());
    EditList edits = edits(before, after);
    if (edits.isEmpty()) {
      return out.toString();
    }
    out.append("--- ").append(file.before().isPresent() ? a : "/dev/null").append('\n');
    out.append("+++ ").append(file.after().isPresent() ? b : "/dev/null").append('\n');
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DiffFormatter formatter = new DiffFormatter(bytes)) {
      formatter.format(edits, before, after);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out + bytes.toString(StandardCharsets.UTF_8);
  }

  private static String mode(String content) {
    return Integer.toOctalString(FolderWriter.isProgram(content) ? 0100755 : 0100644);
  }

  private static RawText raw(Optional<String> text) {
    return new RawText(text.orElse("").getBytes(StandardCharsets.UTF_8));
  }

  private static EditList edits(RawText before, RawText after) {
    return new HistogramDiff().diff(RawTextComparator.DEFAULT, before, after);
  }
}

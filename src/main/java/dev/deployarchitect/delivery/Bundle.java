package dev.deployarchitect.delivery;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.diff.HistogramDiff;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;

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
   * A patch from what the repository holds to the files.
   *
   * @param current the text a path has now, if any
   */
  public static String patch(List<Artifact> artifacts, Function<String, Optional<String>> current) {
    StringBuilder out = new StringBuilder();
    for (Artifact artifact : artifacts) {
      Optional<String> before = current.apply(artifact.path());
      if (before.isEmpty() || !before.get().equals(artifact.content())) {
        out.append(filePatch(artifact, before));
      }
    }
    return out.toString();
  }

  private static String filePatch(Artifact artifact, Optional<String> before) {
    String path = artifact.path();
    String mode = Integer.toOctalString(artifact.mode());
    String head =
        "diff --git a/%s b/%s%n".formatted(path, path)
            + (before.isPresent() ? "" : "new file mode " + mode + "\n")
            + "--- "
            + (before.isPresent() ? "a/" + path : "/dev/null")
            + "\n+++ b/"
            + path
            + "\n";
    RawText a = new RawText(before.orElse("").getBytes(StandardCharsets.UTF_8));
    RawText b = new RawText(artifact.content().getBytes(StandardCharsets.UTF_8));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DiffFormatter formatter = new DiffFormatter(bytes)) {
      formatter.format(new HistogramDiff().diff(RawTextComparator.DEFAULT, a, b), a, b);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return head + bytes.toString(StandardCharsets.UTF_8);
  }
}

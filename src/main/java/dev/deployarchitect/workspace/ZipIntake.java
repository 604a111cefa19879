package dev.deployarchitect.workspace;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Unpacks a zip that somebody sent. What counts are the bytes that come out, not what the zip says
 * of itself; names that lead elsewhere refuse the whole; links become the text of where they lead.
 * All of it is unpacked, or nothing. A zip inside is a file like any other.
 */
public final class ZipIntake {
  /** Of the zip itself. */
  public static final int MAX_ZIP_BYTES = 30 << 20;

  private static final long MAX_BYTES = 200L << 20;
  private static final int MAX_FILES = 20_000;
  private static final int MAX_NAME = 1_000;

  private ZipIntake() {}

  /**
   * Makes {@code into} and unpacks there, without the folder that only wraps the repository, as
   * GitHub's zips have one.
   *
   * @return how many files there are
   * @throws WorkspaceException with one sentence that names the entry
   */
  public static int unpack(byte[] zip, Path into) {
    Optional<String> around = ArchiveRoot.around(names(zip));
    try {
      Files.createDirectories(into);
      return unpack(zip, into, around.map(top -> top + "/").orElse(""));
    } catch (IOException | WorkspaceException e) {
      remove(into);
      throw e instanceof WorkspaceException known
          ? known
          : new WorkspaceException("The zip cannot be unpacked here: %s.".formatted(reason(e)));
    }
  }

  /**
   * The zip with its root decided, so that every later {@link #unpack} gives the same tree.
   *
   * @param root the folder of the zip that is the repository's root; {@code .} for the whole zip
   * @throws WorkspaceException with one sentence, also when a file lies outside that folder
   */
  public static byte[] rooted(byte[] zip, String root) {
    String plain = root.replaceAll("/+$", "");
    String top = plain.equals(".") ? "" : plain + "/";
    for (String name : names(zip)) {
      if (!name.startsWith(top)) {
        throw new WorkspaceException(
            "'%s' does not lie below the root '%s'; give root=. to keep all paths as they are."
                .formatted(name, plain));
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip));
        ZipOutputStream packed = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        if (!isLeftOut(entry)) {
          packed.putNextEntry(new ZipEntry(packed(entry.getName().substring(top.length()))));
          in.transferTo(packed);
          packed.closeEntry();
        }
      }
    } catch (ZipException e) {
      throw new WorkspaceException("The zip cannot be read: %s.".formatted(e.getMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** The name of an entry in a zip whose root is decided. */
  static String packed(String path) {
    return ArchiveRoot.PACKED + "/" + path;
  }

  private static List<String> names(byte[] zip) {
    List<String> names = new ArrayList<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      long bytes = 0;
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        if (!isLeftOut(entry)) {
          names.add(checked(entry.getName()));
          bytes += skip(in, MAX_BYTES - bytes);
        }
        if (names.size() > MAX_FILES) {
          throw new WorkspaceException(
              "The zip has more than %,d files; leave out what is not in git (git archive --format=zip HEAD)."
                  .formatted(MAX_FILES));
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new WorkspaceException("The zip is damaged: %s.".formatted(e.getMessage()));
    }
    if (names.isEmpty()) {
      throw new WorkspaceException("This is no zip, or one without files.");
    }
    return names;
  }

  /** Folders come with their files; macOS adds a folder of its own beside what was packed. */
  private static boolean isLeftOut(ZipEntry entry) {
    return entry.isDirectory() || entry.getName().startsWith("__MACOSX/");
  }

  /** Without the place, which is the server's. */
  private static String reason(Exception e) {
    return e instanceof FileSystemException known
        ? known.getReason() == null ? "the disk refuses it" : known.getReason()
        : String.valueOf(e.getMessage());
  }

  /** Reads an entry to its end, so that a bomb is met before anything is written. */
  private static long skip(InputStream in, long most) throws IOException {
    byte[] buffer = new byte[64 << 10];
    long all = 0;
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      all += read;
      if (all > most) {
        throw new WorkspaceException(
            "The zip unpacks to more than %d MB.".formatted(MAX_BYTES >> 20));
      }
    }
    return all;
  }

  private static String checked(String name) {
    boolean odd =
        name.isEmpty()
            || name.length() > MAX_NAME
            || name.startsWith("/")
            || name.chars().anyMatch(c -> c == '\\' || c == ':' || c < ' ');
    for (String part : name.split("/", -1)) {
      odd |= part.isEmpty() || part.equals(".") || part.equals("..");
    }
    if (odd) {
      throw new WorkspaceException(
          "The zip has a file '%s', whose name leads out of a folder; nothing was unpacked."
              .formatted(name.replaceAll("\\p{Cntrl}", "?")));
    }
    return name;
  }

  private static int unpack(byte[] zip, Path into, String around) throws IOException {
    int files = 0;
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        if (isLeftOut(entry)) {
          continue;
        }
        Path file = into.resolve(entry.getName().substring(around.length())).normalize();
        if (!file.startsWith(into)) {
          throw new WorkspaceException("The zip has a file that leads out of its folder.");
        }
        write(in, file, entry.getName());
        files++;
      }
    }
    return files;
  }

  private static void write(InputStream in, Path file, String name) throws IOException {
    try {
      Files.createDirectories(file.getParent());
      try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)) {
        in.transferTo(out);
      }
    } catch (FileAlreadyExistsException e) {
      throw new WorkspaceException("The zip has '%s' twice.".formatted(name));
    } catch (ZipException e) {
      throw new WorkspaceException("The zip is damaged at '%s'.".formatted(name));
    } catch (FileSystemException e) {
      throw new WorkspaceException("'%s' cannot be unpacked here: %s.".formatted(name, reason(e)));
    }
  }

  /** Takes a folder away with all that is in it. */
  public static void remove(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new WorkspaceException("%s cannot be taken away.".formatted(folder.getFileName()));
    }
  }
}

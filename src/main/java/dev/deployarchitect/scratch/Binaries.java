package dev.deployarchitect.scratch;

import dev.deployarchitect.interrupt.Interruption;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** PostgreSQL's programs for this platform, unpacked once and kept. */
final class Binaries {
  private Binaries() {}

  /** The archive's name on the class path (io.zonky.test.postgres). */
  private static String archive() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String machine = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    boolean arm = machine.equals("aarch64") || machine.equals("arm64");
    return "postgres-%s-%s.txz"
        .formatted(system.contains("mac") ? "darwin" : "linux", arm ? "arm_64" : "x86_64");
  }

  /**
   * The folder with {@code bin}, {@code lib} and {@code share}.
   *
   * @throws IOException when there are none for this platform, or there is no room for them
   */
  static Path unpacked(Home home) throws IOException {
    String archive = archive();
    long size = size(archive);
    Path target = home.folder().resolve(archive.replace(".txz", "-" + size));
    if (Files.isExecutable(target.resolve("bin/postgres"))) {
      return target;
    }
    Path fresh = Files.createTempDirectory(home.folder(), "unpacking-");
    try {
      Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
      unpack(archive, fresh);
      Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileAlreadyExistsException | java.nio.file.DirectoryNotEmptyException e) {
      // Another process of ours was faster; its copy is as good.
    } finally {
      home.delete(fresh);
    }
    return target;
  }

  /** Tells one version's archive from another's without unpacking it. */
  private static long size(String archive) throws IOException {
    java.net.URL url = Binaries.class.getResource("/" + archive);
    if (url == null) {
      throw new IOException(
          "there are no PostgreSQL programs for %s on %s"
              .formatted(System.getProperty("os.name"), System.getProperty("os.arch")));
    }
    return url.openConnection().getContentLengthLong();
  }

  private static void unpack(String archive, Path folder) throws IOException {
    try (InputStream packed = Binaries.class.getResourceAsStream("/" + archive);
        TarArchiveInputStream tar =
            new TarArchiveInputStream(
                new XZCompressorInputStream(new BufferedInputStream(packed)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Interruption.check();
        Path path = folder.resolve(entry.getName()).normalize();
        if (!path.startsWith(folder)) {
          throw new IOException("an entry outside the archive: " + entry.getName());
        }
        if (entry.isDirectory()) {
          Files.createDirectories(path);
          continue;
        }
        Files.createDirectories(Optional.ofNullable(path.getParent()).orElse(folder));
        if (entry.isSymbolicLink()) {
          Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else {
          Files.copy(tar, path);
          boolean program = (entry.getMode() & 0100) != 0;
          Files.setPosixFilePermissions(
              path, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
        }
      }
    }
  }
}

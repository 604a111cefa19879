package dev.deployarchitect.scratch;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Stream;

/** The folder that holds the programs and every server's data, one for each user of the machine. */
record Home(Path folder) {

  /**
   * Below the folder for temporary files.
   *
   * @throws IOException when somebody else made it, or others may write into it
   */
  static Home open() throws IOException {
    String user = System.getProperty("user.name");
    return open(Path.of(System.getProperty("java.io.tmpdir"), "architect-scratch-" + user), user);
  }

  static Home open(Path folder, String user) throws IOException {
    try {
      Files.createDirectory(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx--x--x")));
    } catch (FileAlreadyExistsException e) {
      Set<PosixFilePermission> allowed =
          Files.getPosixFilePermissions(folder, LinkOption.NOFOLLOW_LINKS);
      boolean open =
          allowed.contains(PosixFilePermission.GROUP_WRITE)
              || allowed.contains(PosixFilePermission.OTHERS_WRITE);
      String owner = Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).getName();
      if (Files.isSymbolicLink(folder) || open || !owner.equals(user)) {
        throw new IOException(
            "%s belongs to %s or is open to others; take it away and try again"
                .formatted(folder, owner));
      }
    }
    return new Home(folder);
  }

  /** Takes away a folder below this one; what is gone already is no fault. */
  void delete(Path below) throws IOException {
    if (!below.normalize().startsWith(folder) || below.equals(folder)) {
      throw new IOException("not ours to delete: " + below);
    }
    if (!Files.exists(below, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (Stream<Path> walk = Files.walk(below)) {
      for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}

package dev.deployarchitect.agent.run;

import dev.deployarchitect.tool.ToolContext;
import dev.deployarchitect.workspace.Workspace;
import dev.deployarchitect.workspace.WorkspaceException;
import dev.deployarchitect.workspace.ZipIntake;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Repositories that were sent instead of given at the start. They are kept in the journal, so that
 * every server has them, and unpacked where they are first needed. Thread-safe.
 */
public final class Uploads implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Uploads.class);
  private static final String PREFIX = "architect-uploads-";

  private final Journal journal;
  private final Path folder;
  private final Map<String, ToolContext> open = new ConcurrentHashMap<>();

  private Uploads(Journal journal, Path folder) {
    this.journal = journal;
    this.folder = folder;
  }

  /**
   * Unpacks into a new folder below the one for temporary files, which goes on closing. Folders of
   * servers that were killed go now.
   */
  public static Uploads of(Journal journal) {
    try {
      sweep(Path.of(System.getProperty("java.io.tmpdir")));
      String ours = PREFIX + ProcessHandle.current().pid() + "-";
      return new Uploads(journal, Files.createTempDirectory(ours));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void sweep(Path temporary) throws IOException {
    try (DirectoryStream<Path> left = Files.newDirectoryStream(temporary, PREFIX + "*")) {
      for (Path folder : left) {
        String[] parts = folder.getFileName().toString().substring(PREFIX.length()).split("-");
        boolean dead =
            parts[0].matches("\\d{1,18}") && ProcessHandle.of(Long.parseLong(parts[0])).isEmpty();
        if (dead
            && Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
            && Files.isWritable(folder)) {
          remove(folder);
        }
      }
    }
  }

  /** Another server that starts now may take it away at the same time; neither shall fail. */
  private static void remove(Path folder) {
    try {
      ZipIntake.remove(folder);
    } catch (WorkspaceException | UncheckedIOException e) {
      LOG.info("{} is left to others", folder);
    }
  }

  /**
   * Keeps a zip.
   *
   * @param wanted how its owner calls it
   * @return the workspace's name, which no other has
   * @throws WorkspaceException with one sentence, when it is none, or one that is not taken
   */
  public String keep(String wanted, String owner, byte[] zip) {
    String plain = wanted.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    String short40 = plain.substring(0, Math.min(plain.length(), 40)).replaceAll("^-|-$", "");
    String name =
        (short40.isEmpty() ? "upload" : short40)
            + "-"
            + UUID.randomUUID().toString().substring(0, 8);
    ToolContext context = unpacked(name, zip);
    journal.keepUpload(name, owner, zip);
    open.put(name, context);
    return name;
  }

  /** Of an upload, by its name; empty for none. */
  public Optional<ToolContext> context(String name) {
    ToolContext known = open.get(name);
    if (known != null) {
      if (journal.hasUpload(name)) {
        return Optional.of(known);
      }
      close(name);
      return Optional.empty();
    }
    return journal.upload(name).map(zip -> open.computeIfAbsent(name, key -> unpacked(key, zip)));
  }

  /** Takes away what the owner sent, here at once and on other servers when it is next wanted. */
  public boolean remove(String name, String owner) {
    boolean removed = journal.removeUpload(name, owner);
    if (removed) {
      close(name);
    }
    return removed;
  }

  private void close(String name) {
    if (open.remove(name) != null) {
      ZipIntake.remove(folder.resolve(name));
    }
  }

  private ToolContext unpacked(String name, byte[] zip) {
    Path place = folder.resolve(name);
    ZipIntake.unpack(zip, place);
    return new ToolContext(Workspace.open(place));
  }

  @Override
  public void close() {
    ZipIntake.remove(folder);
  }
}

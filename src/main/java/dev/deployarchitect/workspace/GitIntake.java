package dev.deployarchitect.workspace;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.lib.BatchingProgressMonitor;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.treewalk.TreeWalk;

/**
 * Fetches the newest commit of a repository, where the operator allows its address. Nothing is
 * checked out: no hook, filter or link of the repository does anything here. Links and submodules
 * are left out, and so are files of more than a megabyte, which nobody would read.
 *
 * @param allowed beginnings of addresses, such as {@code https://github.com/acme/}
 * @param limit how long fetching may take
 * @param maxBytes of what is fetched, packed
 */
public record GitIntake(List<String> allowed, Duration limit, long maxBytes) {

  private static final String FETCHED = "refs/heads/fetched";

  /** Enough for one commit of a large application over a slow line. */
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private static final long MAX_BYTES = 100L << 20;
  private static final long BETWEEN_LOOKS_NANOS = 100_000_000;

  public GitIntake {
    allowed = List.copyOf(allowed);
    for (String start : allowed) {
      URI uri = URI.create(start);
      boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
      if (!web || uri.getHost() == null || !start.endsWith("/") || uri.getUserInfo() != null) {
        throw new IllegalArgumentException(
            "'%s' is no beginning of git addresses, such as https://github.com/acme/ (with the slash)."
                .formatted(start));
      }
    }
  }

  /** With the usual limits. */
  public static GitIntake allowing(List<String> starts) {
    return new GitIntake(starts, LIMIT, MAX_BYTES);
  }

  /** Whether any address is allowed. */
  public boolean isOn() {
    return !allowed.isEmpty();
  }

  /**
   * The files of the newest commit of the default branch.
   *
   * @throws WorkspaceException with one sentence: not allowed, not there, too large, too slow
   */
  public byte[] zip(String address) {
    String url = checked(address);
    Path folder = temporary();
    Watch watch = new Watch(folder);
    try (Git git = Git.init().setBare(true).setDirectory(folder.toFile()).call()) {
      // An allowed server shall not lead to one that is not.
      git.getRepository().getConfig().setString("http", null, "followRedirects", "false");
      git.fetch()
          .setRemote(url)
          .setRefSpecs("+HEAD:" + FETCHED)
          .setDepth(1)
          .setTagOpt(TagOpt.NO_TAGS)
          .setTimeout((int) Math.max(1, limit.toSeconds()))
          .setProgressMonitor(watch)
          .call();
      watch.end();
      return zip(git.getRepository());
    } catch (GitAPIException | IOException | RuntimeException e) {
      if (e instanceof WorkspaceException known) {
        throw known;
      }
      throw new WorkspaceException(
          watch.why().orElse("%s cannot be fetched: %s.").formatted(url, plain(e)));
    } finally {
      ZipIntake.remove(folder);
    }
  }

  private String checked(String address) {
    if (!isOn()) {
      throw new WorkspaceException(
          "This server clones no repositories; start it with --allow-git https://host/path/ to allow some.");
    }
    try {
      URI uri = new URI(address.strip()).normalize();
      String url = uri.toString().replaceFirst("/+$", "");
      boolean plain =
          uri.getUserInfo() == null && uri.getQuery() == null && uri.getFragment() == null;
      boolean rests = !url.contains("/..") && !url.contains("%");
      if (plain && rests && allowed.stream().anyMatch(s -> url.startsWith(s) && !url.equals(s))) {
        return url;
      }
    } catch (URISyntaxException e) {
      // No address: said below.
    }
    throw new WorkspaceException(
        "This address is not allowed; it must begin with %s and hold no password."
            .formatted(String.join(" or ", allowed)));
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("architect-git-");
    } catch (IOException e) {
      throw new WorkspaceException("There is no room to clone into.");
    }
  }

  /** What went wrong, without the address and without a stack. */
  private static String plain(Exception e) {
    String message = String.valueOf(e.getMessage());
    String last = message.substring(message.lastIndexOf(": ") + 1).strip();
    return last.replaceAll("\\p{Cntrl}", " ");
  }

  private static byte[] zip(Repository repository) throws IOException {
    ObjectId head = repository.resolve(FETCHED);
    if (head == null) {
      throw new WorkspaceException("The repository has no commit on its default branch.");
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (RevWalk commits = new RevWalk(repository);
        TreeWalk files = new TreeWalk(repository);
        ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
      files.addTree(commits.parseCommit(head).getTree());
      files.setRecursive(true);
      while (files.next()) {
        FileMode mode = files.getFileMode(0);
        if (mode.equals(FileMode.REGULAR_FILE) || mode.equals(FileMode.EXECUTABLE_FILE)) {
          add(zip, files.getPathString(), repository.open(files.getObjectId(0)));
        }
        if (out.size() > ZipIntake.MAX_ZIP_BYTES) {
          throw new WorkspaceException(
              "The repository's files have more than %d MB, zipped."
                  .formatted(ZipIntake.MAX_ZIP_BYTES >> 20));
        }
      }
    }
    return out.toByteArray();
  }

  private static void add(ZipOutputStream zip, String path, ObjectLoader file) throws IOException {
    if (file.getSize() > Workspace.MAX_FILE_BYTES) {
      return;
    }
    try {
      byte[] bytes = file.getCachedBytes(Workspace.MAX_FILE_BYTES);
      zip.putNextEntry(new ZipEntry(ZipIntake.packed(path)));
      zip.write(bytes);
      zip.closeEntry();
    } catch (LargeObjectException e) {
      throw new IOException(path, e);
    }
  }

  /** Stops a clone that takes too long or brings too much. */
  private final class Watch extends BatchingProgressMonitor {
    private final Path folder;
    private final long end = System.nanoTime() + limit.toNanos();
    private long next = System.nanoTime();
    private String why;

    Watch(Path folder) {
      this.folder = folder;
    }

    synchronized Optional<String> why() {
      return Optional.ofNullable(why);
    }

    /** What came faster than anybody looked is looked at once more. */
    synchronized void end() {
      next = System.nanoTime();
      if (isCancelled()) {
        throw new IllegalStateException(why);
      }
    }

    @Override
    public synchronized boolean isCancelled() {
      if (why != null || System.nanoTime() - next < 0) {
        return why != null;
      }
      next = System.nanoTime() + BETWEEN_LOOKS_NANOS;
      if (System.nanoTime() > end) {
        why = "Fetching %s took longer than " + limit.toSeconds() + " s and was stopped.";
      } else if (bytes() > maxBytes) {
        why = "%s brings more than " + (maxBytes >> 20) + " MB and was stopped.";
      }
      return why != null;
    }

    private long bytes() {
      try (Stream<Path> all = Files.walk(folder)) {
        return all.mapToLong(file -> file.toFile().length()).sum();
      } catch (IOException | java.io.UncheckedIOException e) {
        return 0;
      }
    }

    @Override
    protected void onUpdate(String task, int done, Duration took) {}

    @Override
    protected void onEndTask(String task, int done, Duration took) {}

    @Override
    protected void onUpdate(String task, int done, int all, int percent, Duration took) {}

    @Override
    protected void onEndTask(String task, int done, int all, int percent, Duration took) {}
  }
}

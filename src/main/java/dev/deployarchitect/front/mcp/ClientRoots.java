package dev.deployarchitect.front.mcp;

import dev.deployarchitect.tool.OpenWorkspaces;
import dev.deployarchitect.workspace.WorkspaceException;
import io.modelcontextprotocol.server.McpSyncServerExchange;
import io.modelcontextprotocol.spec.McpSchema;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folders that the client of a pipe works in: its roots where it declares them (MCP, "Roots"),
 * else the folder the process was started in. Asked for once, and again when they change. Only for
 * a client on this machine: it says which folders are read. Thread-safe.
 */
final class ClientRoots implements Repositories {
  private static final Logger LOG = LoggerFactory.getLogger(ClientRoots.class);

  /** Seconds that a client has to tell its roots; the request itself would wait for minutes. */
  private static final int PATIENCE = 5;

  private final Path folder;
  private final ReentrantLock lock = new ReentrantLock();
  private final AtomicLong changes = new AtomicLong();
  private long seen;
  private OpenWorkspaces open;

  /**
   * A client's.
   *
   * @param folder in which the process was started
   */
  ClientRoots(Path folder) {
    this.folder = folder;
  }

  @Override
  public List<String> names() {
    return List.of();
  }

  @Override
  public boolean showsRoots() {
    return true;
  }

  @Override
  public OpenWorkspaces open(McpSyncServerExchange exchange) {
    lock.lock();
    try {
      long now = changes.get();
      if (open == null || now != seen) {
        open = OpenWorkspaces.of(folders(asked(exchange)), true);
        seen = now;
      }
      return open;
    } finally {
      lock.unlock();
    }
  }

  /**
   * The client says that its roots are others now. Never waits: the answer comes by this thread.
   */
  @Override
  public void changed() {
    changes.incrementAndGet();
  }

  private List<Path> folders(List<Path> given) {
    if (!given.isEmpty()) {
      return given;
    }
    Path here = folder.toAbsolutePath().normalize();
    Path home = Path.of(System.getProperty("user.home", "/")).toAbsolutePath().normalize();
    if (here.getParent() == null || here.equals(home)) {
      throw new WorkspaceException(
          "No repository: the client declares no roots, and the server was started in %s. Start it with `--workspace DIR`, or in the repository's folder."
              .formatted(here));
    }
    return List.of(here);
  }

  @SuppressWarnings("deprecation") // Revision 2026-07-28 drops roots; those served here have them.
  private static List<Path> asked(McpSyncServerExchange exchange) {
    McpSchema.ClientCapabilities client = exchange.getClientCapabilities();
    if (client == null || client.roots() == null) {
      return List.of();
    }
    try {
      return paths(
          CompletableFuture.supplyAsync(
                  () -> exchange.listRoots().roots(), task -> Thread.ofVirtual().start(task))
              .orTimeout(PATIENCE, TimeUnit.SECONDS)
              .join());
    } catch (RuntimeException e) {
      LOG.warn("the client's roots are not known: {}", e.getMessage());
      return List.of();
    }
  }

  /** Roots that are folders here; others, such as addresses of the web, cannot be read. */
  private static List<Path> paths(List<McpSchema.Root> roots) {
    List<Path> paths = new ArrayList<>();
    for (McpSchema.Root root : roots == null ? List.<McpSchema.Root>of() : roots) {
      try {
        URI uri = URI.create(root.uri());
        if ("file".equals(uri.getScheme()) && Files.isDirectory(Path.of(uri))) {
          paths.add(Path.of(uri));
        }
      } catch (IllegalArgumentException | java.nio.file.FileSystemNotFoundException e) {
        LOG.warn("'{}' is no folder's address", root.uri());
      }
    }
    return List.copyOf(paths);
  }
}

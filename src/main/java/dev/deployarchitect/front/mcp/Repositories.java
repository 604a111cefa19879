package dev.deployarchitect.front.mcp;

import dev.deployarchitect.tool.OpenWorkspaces;
import io.modelcontextprotocol.server.McpSyncServerExchange;
import java.nio.file.Path;
import java.util.List;

/** What a client's calls may be about. */
public interface Repositories {

  /**
   * The workspaces now.
   *
   * @throws dev.deployarchitect.workspace.WorkspaceException with one sentence, when there is none
   */
  OpenWorkspaces open(McpSyncServerExchange exchange);

  /** Their names where they are the same for every client; empty where each brings its own. */
  List<String> names();

  /** The client says that it works elsewhere now; never waits. */
  default void changed() {}

  /** The folders of a client on this machine: its roots, else {@code folder}. */
  static Repositories ofClient(Path folder) {
    return new ClientRoots(folder);
  }

  /** Whether the client may know where they lie on this machine. */
  boolean showsRoots();

  /**
   * Folders that were given at the start.
   *
   * @param showsRoots whether whoever asks may know where they lie
   */
  static Repositories given(OpenWorkspaces workspaces, boolean showsRoots) {
    return new Repositories() {
      @Override
      public OpenWorkspaces open(McpSyncServerExchange exchange) {
        return workspaces;
      }

      @Override
      public List<String> names() {
        return workspaces.names();
      }

      @Override
      public boolean showsRoots() {
        return showsRoots;
      }
    };
  }
}

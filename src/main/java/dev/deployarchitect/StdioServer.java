package dev.deployarchitect;

import dev.deployarchitect.agent.Agent;
import dev.deployarchitect.front.mcp.McpFront;
import dev.deployarchitect.tool.OpenWorkspaces;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** MCP on standard input and output, until the input ends. */
final class StdioServer {
  private StdioServer() {}

  static int serve(
      Architect architect, Agent agent, List<Path> folders, InputStream in, OutputStream out) {
    OpenWorkspaces workspaces = OpenWorkspaces.of(folders);
    CountDownLatch ended = new CountDownLatch(1);
    var server =
        new McpFront(architect.toolbox(), architect.content(), workspaces, agent)
            .stdio(new Ending(in, ended), out);
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    server.closeGracefully();
    return 0;
  }

  /** Tells when the client has hung up. */
  private static final class Ending extends FilterInputStream {
    private final CountDownLatch ended;

    Ending(InputStream in, CountDownLatch ended) {
      super(in);
      this.ended = ended;
    }

    @Override
    public int read() throws IOException {
      int read = super.read();
      if (read < 0) {
        ended.countDown();
      }
      return read;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read = super.read(bytes, offset, length);
      if (read < 0) {
        ended.countDown();
      }
      return read;
    }
  }
}

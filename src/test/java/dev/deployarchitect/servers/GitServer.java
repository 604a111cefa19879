package dev.deployarchitect.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.http.server.GitServlet;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.resolver.FileResolver;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Repositories of a folder by smart HTTP on the loopback, below {@code /acme/}. */
public final class GitServer implements AutoCloseable {
  private final Path folder;
  private final Server server = new Server(0);

  public GitServer(Path folder) throws Exception {
    this.folder = folder;
    GitServlet git = new GitServlet();
    git.setRepositoryResolver(new FileResolver<>(folder.toFile(), true));
    ServletContextHandler handler = new ServletContextHandler();
    handler.addServlet(new ServletHolder(git), "/acme/*");
    handler.addServlet(new ServletHolder(new Leads()), "/leads/*");
    server.setHandler(handler);
    server.start();
  }

  /** Leads to the repositories by another address. */
  private static final class Leads extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      response.sendRedirect("/acme" + request.getPathInfo() + "?" + request.getQueryString());
    }
  }

  /** With the slash at its end. */
  public String address() {
    return "http://127.0.0.1:%d/acme/"
        .formatted(((ServerConnector) server.getConnectors()[0]).getLocalPort());
  }

  /** Makes a repository with two commits; the newer one has these files. */
  public void repository(String name, Map<String, byte[]> files)
      throws IOException, GitAPIException {
    Path place = folder.resolve(name);
    try (Git git = Git.init().setDirectory(place.toFile()).setInitialBranch("trunk").call()) {
      Files.writeString(place.resolve("gone.txt"), "older");
      commit(git, "first");
      Files.delete(place.resolve("gone.txt"));
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        Path path = place.resolve(file.getKey());
        Files.createDirectories(path.getParent());
        Files.write(path, file.getValue());
      }
      Files.createSymbolicLink(place.resolve("link"), Path.of("/etc/passwd"));
      commit(git, "second");
    }
  }

  private static void commit(Git git, String message) throws GitAPIException {
    git.add().addFilepattern(".").call();
    git.add().addFilepattern(".").setUpdate(true).call();
    git.commit()
        .setMessage(message)
        .setAuthor("a", "a@b.c")
        .setCommitter("a", "a@b.c")
        .setSign(false)
        .call();
  }

  /** Makes a repository without a commit. */
  public void empty(String name) throws GitAPIException {
    Repository repository =
        Git.init().setDirectory(folder.resolve(name).toFile()).call().getRepository();
    repository.close();
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the git server does not stop", e);
    }
  }
}

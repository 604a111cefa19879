package dev.deployarchitect.scratch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Takes away servers whose owner is gone, as after a SIGKILL. Each server's folder names the
 * process that owns it, by number and start: a number alone may belong to another process by now.
 */
final class Sweep {
  static final String PREFIX = "server-";
  private static final String OWNER = "owner";

  private Sweep() {}

  /** Marks a folder as this process's. */
  static void claim(Path server) throws IOException {
    ProcessHandle self = ProcessHandle.current();
    Files.writeString(server.resolve(OWNER), self.pid() + "\n" + start(self) + "\n");
  }

  private static String start(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toString).orElse("");
  }

  /** The folders taken away. */
  static List<Path> run(Home home) throws IOException {
    try (Stream<Path> all = Files.list(home.folder())) {
      List<Path> left =
          all.filter(p -> p.getFileName().toString().startsWith(PREFIX))
              .filter(Sweep::abandoned)
              .toList();
      for (Path server : left) {
        stop(home, server);
        home.delete(server);
      }
      return left;
    }
  }

  private static boolean abandoned(Path server) {
    try {
      List<String> lines = Files.readAllLines(server.resolve(OWNER));
      Optional<ProcessHandle> owner = ProcessHandle.of(Long.parseLong(lines.getFirst()));
      return owner.filter(p -> start(p).equals(lines.get(1))).isEmpty();
    } catch (IOException | RuntimeException e) {
      // No mark yet: another process is making it at this moment, unless it is old.
      return olderThanAMinute(server);
    }
  }

  private static boolean olderThanAMinute(Path server) {
    try {
      return Files.getLastModifiedTime(server).toInstant().isBefore(Instant.now().minusSeconds(60));
    } catch (IOException e) {
      return false;
    }
  }

  /** Ends the server that a folder's {@code postmaster.pid} names, if it is one of ours. */
  private static void stop(Home home, Path server) throws IOException {
    Path pid = server.resolve("data/postmaster.pid");
    if (!Files.exists(pid)) {
      return;
    }
    String first = Files.readAllLines(pid).stream().findFirst().orElse("");
    if (first.matches("\\d{1,9}")) {
      ProcessHandle.of(Long.parseLong(first))
          .filter(p ->
              p.info().command().filter(c -> c.startsWith(home.folder().toString())).isPresent())
          .ifPresent(p -> {
            p.descendants().forEach(ProcessHandle::destroyForcibly);
            p.destroyForcibly();
            p.onExit().join();
          });
    }
  }
}

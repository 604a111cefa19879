package dev.deployarchitect.scratch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Runs PostgreSQL's programs, never as root: PostgreSQL refuses that, and so do we. Root becomes
 * {@code nobody} by util-linux's setpriv, which also takes the way back.
 */
record Programs(Path binaries, boolean root) {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration END_LIMIT = Duration.ofSeconds(10);
  private static final String NOBODY = "65534";
  private static final Path SETPRIV = Path.of("/usr/bin/setpriv");

  static Programs at(Path binaries) throws IOException {
    boolean root = System.getProperty("user.name").equals("root");
    if (root && !Files.isExecutable(SETPRIV)) {
      throw new IOException("PostgreSQL does not run as root, and setpriv is not here to leave it");
    }
    return new Programs(binaries, root);
  }

  /** Gives a folder and what is in it to the user the programs run as. */
  void own(Path folder) throws IOException {
    if (!root) {
      return;
    }
    Files.setAttribute(folder, "unix:uid", Integer.parseInt(NOBODY));
    Files.setAttribute(folder, "unix:gid", Integer.parseInt(NOBODY));
  }

  private Process start(Path folder, Path log, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    if (root) {
      command.addAll(
          List.of(
              SETPRIV.toString(),
              "--reuid=" + NOBODY,
              "--regid=" + NOBODY,
              "--clear-groups",
              "--no-new-privs"));
    }
    command.add(binaries.resolve("bin").resolve(arguments.getFirst()).toString());
    command.addAll(arguments.subList(1, arguments.size()));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().clear();
    builder
        .environment()
        .putAll(
            Map.of("LC_ALL", "C", "TZ", "UTC", "PATH", "/usr/bin:/bin", "HOME", "/nonexistent"));
    Process process = builder.start();
    process.getOutputStream().close();
    return process;
  }

  /**
   * Runs to its end.
   *
   * @throws IOException with what it said, when it fails
   */
  void run(Path folder, List<String> arguments) throws IOException {
    Path log = folder.resolve(arguments.getFirst() + ".log");
    Process process = start(folder, log, arguments);
    try {
      if (!process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IOException(arguments.getFirst() + " did not end in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("was interrupted", e);
    } finally {
      end(process);
    }
    if (process.exitValue() != 0) {
      throw new IOException("%s failed: %s".formatted(arguments.getFirst(), said(log)));
    }
  }

  /** Starts and leaves it running. */
  Process leave(Path folder, List<String> arguments) throws IOException {
    return start(folder, folder.resolve("server.log"), arguments);
  }

  /**
   * Kills a program with all that it has started, and waits until they are gone. An interrupt does
   * not shorten the wait, and stays set.
   */
  static void end(Process process) {
    Stream<ProcessHandle> all =
        process.isAlive()
            ? Stream.concat(process.descendants(), Stream.of(process.toHandle()))
            : Stream.empty();
    CompletableFuture<?>[] ends =
        all.map(
                each -> {
                  each.destroyForcibly();
                  return each.onExit();
                })
            .toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(ends)
        .orTimeout(END_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
        .exceptionally(late -> null)
        .join();
  }

  static String said(Path log) throws IOException {
    String text = Files.exists(log) ? Files.readString(log, StandardCharsets.UTF_8) : "";
    return text.substring(Math.max(0, text.length() - 800)).strip();
  }
}

package dev.deployarchitect.delivery;

import dev.deployarchitect.interrupt.Places;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Runs an installed outside program: by its path, without a shell, in an empty folder with an
 * almost empty environment, with a time limit. The only class that starts processes.
 */
public final class OutsideTool {
  private static final int MAX_OUTPUT = 200_000;

  private final List<Path> searchPath;
  private final Duration limit;

  /**
   * What programs said of their version, by path and time of change: some take seconds to say it.
   */
  private final Map<String, String> versions;

  public OutsideTool(List<Path> searchPath, Duration limit) {
    this(searchPath, limit, new ConcurrentHashMap<>());
  }

  private OutsideTool(List<Path> searchPath, Duration limit, Map<String, String> versions) {
    this.searchPath = searchPath;
    this.limit = limit;
    this.versions = versions;
  }

  /** Looks along the {@code PATH} given, with ten seconds a run. */
  public static OutsideTool onPath(String path) {
    List<Path> folders =
        Stream.of(path.split(java.io.File.pathSeparator))
            .filter(p -> !p.isBlank())
            .map(Path::of)
            .filter(Path::isAbsolute)
            .toList();
    return new OutsideTool(folders, Duration.ofSeconds(10));
  }

  /** Finds no program: every outside check is NotRun. For replays. */
  public static OutsideTool none() {
    return new OutsideTool(List.of(), Duration.ofSeconds(10));
  }

  /** The same programs with another time limit a run. */
  public OutsideTool within(Duration time) {
    return new OutsideTool(searchPath, time, versions);
  }

  public Optional<Path> find(String program) {
    return all(program).findFirst();
  }

  /** Every program of this name along the path, the first first. */
  public Stream<Path> all(String program) {
    return searchPath.stream()
        .map(folder -> folder.resolve(program))
        .filter(Files::isExecutable)
        .filter(Files::isRegularFile);
  }

  /**
   * What a program says of its version, asked once for each program.
   *
   * @throws IOException when it cannot be started or does not end in time
   */
  public String version(Path program, List<String> arguments) throws IOException {
    String key = program + " " + Files.getLastModifiedTime(program);
    String known = versions.get(key);
    if (known == null) {
      known = run(program, arguments, Map.of()).output();
      versions.put(key, known);
    }
    return known;
  }

  /** Exit code and output (both streams) of one run. */
  public record Run(int exit, String output, Duration took) {}

  /**
   * Runs {@code program} on files written into an empty folder, which is its working directory.
   *
   * @throws IOException when it cannot be started or does not end in time
   */
  public Run run(Path program, List<String> arguments, Map<String, String> files)
      throws IOException {
    return runAll(program, List.of(arguments), files);
  }

  /**
   * Runs {@code program} several times in the same folder, up to the first run that fails, and
   * gives the last one's result.
   *
   * @throws IOException when a run cannot be started or does not end in time
   */
  public Run runAll(Path program, List<List<String>> steps, Map<String, String> files)
      throws IOException {
    Path folder = Files.createTempDirectory("architect-check");
    try {
      for (Map.Entry<String, String> file : files.entrySet()) {
        Path target = folder.resolve(file.getKey()).normalize();
        if (!target.startsWith(folder)) {
          throw new IOException("a file outside the folder: " + file.getKey());
        }
        Files.createDirectories(target.getParent());
        Files.writeString(target, file.getValue());
      }
      Run run = new Run(0, "", Duration.ZERO);
      for (List<String> arguments : steps) {
        run = start(program, arguments, folder);
        if (run.exit() != 0) {
          return run;
        }
      }
      return run;
    } finally {
      delete(folder);
    }
  }

  /**
   * Runs {@code program} in a folder that the caller made and takes away.
   *
   * @param more variables of its environment, beside {@code HOME}, {@code PATH} and {@code LC_ALL}
   * @throws IOException when it cannot be started or does not end in time
   */
  public Run runIn(Path folder, Path program, List<String> arguments, Map<String, String> more)
      throws IOException {
    return start(program, arguments, folder, more);
  }

  private Run start(Path program, List<String> arguments, Path folder) throws IOException {
    return start(program, arguments, folder, Map.of());
  }

  private Run start(Path program, List<String> arguments, Path folder, Map<String, String> more)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(arguments);
    Path output = Files.createTempFile("architect-check", ".out");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      builder.environment().clear();
      builder
          .environment()
          .putAll(
              Map.of(
                  "HOME",
                  folder.toString(),
                  "LC_ALL",
                  "C.UTF-8",
                  "PATH",
                  "/usr/bin:/bin",
                  "CHECKPOINT_DISABLE",
                  "1"));
      builder.environment().putAll(more);
      long start = System.nanoTime();
      Process process = builder.start();
      process.getOutputStream().close();
      if (!ended(process)) {
        throw new IOException("did not end within %d s".formatted(limit.toSeconds()));
      }
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      byte[] bytes = Files.readAllBytes(output);
      int length = Math.min(bytes.length, MAX_OUTPUT);
      String text = new String(bytes, 0, length, StandardCharsets.UTF_8);
      return new Run(process.exitValue(), text.replace(folder.toString(), "."), took);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("was interrupted", e);
    } finally {
      Files.deleteIfExists(output);
    }
  }

  /** Whether it ended in time; it does not outlive this call, whatever ends it. */
  private boolean ended(Process process) throws InterruptedException {
    try {
      return Places.away(() -> process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS));
    } finally {
      if (process.isAlive()) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}

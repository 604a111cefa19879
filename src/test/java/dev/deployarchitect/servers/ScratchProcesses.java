package dev.deployarchitect.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** The PostgreSQL processes that a process of ours has started, as the process table shows them. */
public final class ScratchProcesses {
  private static final Duration START_LIMIT = Duration.ofSeconds(90);

  /** The promise is one second; the rest is for machines on which all cores are taken. */
  private static final Duration END_LIMIT = Duration.ofSeconds(3);

  private ScratchProcesses() {}

  /** Their command lines; a backend's says what it does. */
  public static List<String> below(ProcessHandle process) {
    return all(process).stream().map(ScratchProcesses::words).toList();
  }

  /** To be asked for while their parent lives: orphans are nobody's. */
  public static List<ProcessHandle> all(ProcessHandle process) {
    return process
        .descendants()
        .filter(each -> {
          String words = words(each);
          return words.contains("architect-scratch") || words.contains("postgres");
        })
        .toList();
  }

  private static String words(ProcessHandle process) {
    try {
      Path line = Path.of("/proc", "" + process.pid(), "cmdline");
      return Files.exists(line)
          ? Files.readString(line).replace('\0', ' ')
          : process.info().commandLine().orElse("");
    } catch (IOException e) {
      // It has just ended.
      return "";
    }
  }

  /** Waits until rows are being loaded. */
  public static void awaitLoading(ProcessHandle process) throws InterruptedException {
    long end = System.nanoTime() + START_LIMIT.toNanos();
    while (below(process).stream().noneMatch(words -> words.contains("INSERT"))) {
      assertThat(System.nanoTime()).as("rows are loaded in time").isLessThan(end);
      Thread.sleep(20);
    }
  }

  /** Waits until none is left. */
  public static void awaitNone(ProcessHandle process) throws InterruptedException {
    awaitEnd(() -> below(process));
  }

  /** Waits until all of these have ended. */
  public static void awaitEnd(List<ProcessHandle> processes) throws InterruptedException {
    awaitEnd(() ->
        processes.stream()
            .filter(ProcessHandle::isAlive)
            .map(ScratchProcesses::words)
            .filter(words -> !words.isEmpty())
            .toList());
  }

  private static void awaitEnd(Supplier<List<String>> left) throws InterruptedException {
    long end = System.nanoTime() + END_LIMIT.toNanos();
    while (!left.get().isEmpty()) {
      assertThat(System.nanoTime()).as("ended: %s", left.get()).isLessThan(end);
      Thread.sleep(10);
    }
  }
}

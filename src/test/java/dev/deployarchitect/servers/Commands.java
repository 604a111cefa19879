package dev.deployarchitect.servers;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Runs programs in a folder, with their output in one text. As root they run as another user, since
 * PostgreSQL refuses root.
 */
public record Commands(Path folder, Map<String, String> environment) {
  private static final boolean ROOT = System.getProperty("user.name").equals("root");
  private static final int NOBODY = 65534;

  /** Exit code and output. */
  public record Run(int exit, String output) {
    public Run succeeds() {
      if (exit != 0) {
        throw new AssertionError("exit %d: %s".formatted(exit, output));
      }
      return this;
    }
  }

  /** Where a program is, on the PATH or in one of the folders; empty where it is not. */
  public static String find(String program, String... folders) {
    return Stream.concat(
            Stream.of(folders), Stream.of(System.getenv("PATH").split(java.io.File.pathSeparator)))
        .map(f -> Path.of(f, program))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst()
        .orElse("");
  }

  /** Skips the test, with a reason, where a program is not on the PATH. */
  public static void needs(String... programs) {
    for (String program : programs) {
      assumeThat(find(program)).as("%s on the PATH", program).isNotEmpty();
    }
  }

  /** Gives a folder and all in it to the user the programs run as. */
  public void own(Path path) {
    if (!ROOT) {
      return;
    }
    try (Stream<Path> all = Files.walk(path)) {
      for (Path each : all.toList()) {
        Files.setAttribute(each, "unix:uid", NOBODY);
        Files.setAttribute(each, "unix:gid", NOBODY);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts a program that goes on; its output goes to {@code log}. */
  public Process start(Path log, String... command) {
    try {
      Process process = builder(command).redirectOutput(log.toFile()).start();
      process.getOutputStream().close();
      return process;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs a program to its end, a minute at most. */
  public Run run(String... command) {
    try {
      Path log = Files.createTempFile("run", ".log");
      // A script may open /dev/stdout again, as its own user.
      own(log);
      Process process = builder(command).redirectOutput(log.toFile()).start();
      process.getOutputStream().close();
      if (!process.waitFor(1, TimeUnit.MINUTES)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        throw new AssertionError(
            List.of(command) + " did not end; it said: " + Files.readString(log));
      }
      String output = Files.readString(log);
      Files.delete(log);
      return new Run(process.exitValue(), output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private ProcessBuilder builder(String... command) {
    List<String> all = new ArrayList<>();
    if (ROOT) {
      all.addAll(
          List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups", "--"));
    }
    all.addAll(List.of(command));
    ProcessBuilder builder =
        new ProcessBuilder(all).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().putAll(environment);
    return builder;
  }
}

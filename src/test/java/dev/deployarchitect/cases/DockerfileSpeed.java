package dev.deployarchitect.cases;

import dev.deployarchitect.build.dockerfile.DockerfileReader;
import dev.deployarchitect.build.review.DockerfileReviewer;
import dev.deployarchitect.content.Content;
import dev.deployarchitect.project.ProjectProfile;
import dev.deployarchitect.text.Source;
import dev.deployarchitect.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/**
 * Files per second on one core, warm: {@code DockerfileSpeed FOLDER}. The Dockerfiles below the
 * folder are repeated with small changes until there are 1,000.
 */
public final class DockerfileSpeed {
  private static final int FILES = 1_000;
  private static final int WARM_ROUNDS = 5;
  private static final int ROUNDS = 10;

  private DockerfileSpeed() {}

  public static void main(String[] args) throws IOException {
    List<String> texts = texts(Path.of(args[0]));
    int lines = texts.stream().mapToInt(t -> (int) t.lines().count()).sum();
    System.out.printf("%d files, %d lines%n", texts.size(), lines);
    measure(
        "read",
        texts,
        text -> DockerfileReader.read(new Source("Dockerfile", text)).stages().size());
    DockerfileReviewer reviewer = new DockerfileReviewer(Content.packed());
    Workspace empty = Workspace.open(Files.createTempDirectory("speed"));
    ProjectProfile profile = ProjectProfile.of(empty);
    measure(
        "read and all rules",
        texts,
        text ->
            reviewer.review(List.of("Dockerfile"), empty.with("Dockerfile", text), profile).size());
  }

  private static List<String> texts(Path folder) throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path path :
          walk.filter(p -> p.getFileName().toString().matches("Dockerfile(\\.\\w+)?")).toList()) {
        found.add(Files.readString(path));
      }
    }
    List<String> texts = new ArrayList<>();
    for (int i = 0; texts.size() < FILES; i++) {
      texts.add(
          found.get(i % found.size()).replace("FROM ", "FROM --platform=$BUILDPLATFORM ")
              + "\nLABEL n="
              + i);
    }
    return texts;
  }

  private static void measure(String what, List<String> texts, ToIntFunction<String> work) {
    long best = Long.MAX_VALUE;
    long sink = 0;
    for (int round = 0; round < WARM_ROUNDS + ROUNDS; round++) {
      long start = System.nanoTime();
      for (String text : texts) {
        sink += work.applyAsInt(text);
      }
      best = round < WARM_ROUNDS ? best : Math.min(best, System.nanoTime() - start);
    }
    System.out.printf(
        "%s: %.2f ms per file, %.0f files a second on one core (best of %d rounds; %d)%n",
        what, best / 1e6 / texts.size(), texts.size() * 1e9 / best, ROUNDS, sink);
  }
}

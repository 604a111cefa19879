package dev.deployarchitect.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deployarchitect.Workspaces;
import dev.deployarchitect.build.review.DockerfileReviewer;
import dev.deployarchitect.content.Content;
import dev.deployarchitect.finding.Mending;
import dev.deployarchitect.project.ProjectProfile;
import dev.deployarchitect.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Lines of the rules' own pages, shuffled and damaged: reading, reviewing and mending never throw,
 * and mending twice is mending once. {@code -Dfuzz.rounds=100000} runs longer.
 */
class DockerfileFuzzTest {
  private static final int ROUNDS = Integer.getInteger("fuzz.rounds", 400);
  private static final Pattern FENCE = Pattern.compile("(?s)```dockerfile\\n(.*?)```");
  private static final String DAMAGE = "\\\n\"'[]{}$#<>=-|&;:@/`,() \tEOF\u0000\u00e9";

  @TempDir private Path folder;

  @Test
  void nothingThrowsAndMendingIsStable() throws IOException {
    List<String> lines = lines();
    DockerfileReviewer reviewer = new DockerfileReviewer(Content.packed());
    Workspace empty =
        Workspaces.of(
            folder,
            Map.of(
                "package.json", "{\"dependencies\": {\"next\": \"15\", \"prisma\": \"6.1.0\"}}"));
    ProjectProfile profile = ProjectProfile.of(empty);
    long seed = Long.getLong("fuzz.seed", 20_261_123L);
    Random random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      String text = text(lines, random);
      Workspace workspace = empty.with("Dockerfile", text);
      try {
        Mending.Outcome once =
            Mending.of(
                reviewer, workspace, profile, workspace.source("Dockerfile").orElseThrow(), false);
        Workspace mended = empty.with("Dockerfile", once.text());
        Mending.Outcome twice =
            Mending.of(reviewer, mended, profile, mended.source("Dockerfile").orElseThrow(), false);
        assertThat(twice.text()).isEqualTo(once.text());
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("round %d, seed %d, text:%n%s".formatted(round, seed, text), e);
      }
    }
  }

  private static String text(List<String> lines, Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(12); i >= 0; i--) {
      text.append(lines.get(random.nextInt(lines.size()))).append('\n');
    }
    for (int i = random.nextInt(4); i > 0 && !text.isEmpty(); i--) {
      int at = random.nextInt(text.length());
      switch (random.nextInt(3)) {
        case 0 -> text.deleteCharAt(at);
        case 1 -> text.insert(at, DAMAGE.charAt(random.nextInt(DAMAGE.length())));
        default -> text.delete(at, Math.min(text.length(), at + random.nextInt(25)));
      }
    }
    return text.toString();
  }

  private static List<String> lines() throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> pages = Files.list(Path.of("tools/build/read_dockerfile/rules"))) {
      for (Path page : pages.sorted().toList()) {
        Matcher fence = FENCE.matcher(Files.readString(page));
        while (fence.find()) {
          fence.group(1).lines().filter(l -> !l.contains("#~")).forEach(lines::add);
        }
      }
    }
    return lines;
  }
}

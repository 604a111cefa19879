package dev.deployarchitect.eval;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deployarchitect.Architect;
import dev.deployarchitect.Given;
import dev.deployarchitect.agent.model.OpenAiModel;
import dev.deployarchitect.eval.CaseResult.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The recorded conversations replay, and every altered recording is noticed. */
class EvalTest {
  private static final Architect ARCHITECT = Given.architect();
  private static final ObjectMapper MAPPER = new ObjectMapper();
  @TempDir Path folder;

  private static EvalRunner runner(Path root) {
    return new EvalRunner(
        root,
        wire ->
            ARCHITECT.agentOfRecordings(
                new OpenAiModel(
                    new OpenAiModel.Settings("http://127.0.0.1:9191/v1", "none", "recorded"),
                    wire)));
  }

  @Test
  void everyCaseReplaysWithRealTools() {
    EvalRunner runner = runner(Path.of("eval"));
    List<EvalCase> cases = runner.cases("");
    assertThat(cases).hasSizeGreaterThanOrEqualTo(6);
    for (EvalCase one : cases) {
      CaseResult result = runner.replay(one, false);
      assertThat(result.status()).as(one.name() + ": " + result.reasons()).isEqualTo(Status.PASS);
    }
  }

  @Test
  void everyAlteredRequestIsNoticed() throws IOException {
    copy(Path.of("eval"), folder);
    EvalRunner runner = runner(folder);
    int altered = 0;
    for (EvalCase one : runner.cases("")) {
      String original = Files.readString(one.recording());
      for (ObjectNode mutant : mutants((ObjectNode) MAPPER.readTree(original))) {
        Files.writeString(one.recording(), mutant.toString());
        assertThat(runner.replay(one, false).status()).as(one.name()).isNotEqualTo(Status.PASS);
        altered++;
      }
      Files.writeString(one.recording(), original);
    }
    assertThat(altered).isGreaterThan(40);
  }

  /** Each recording with one thing altered: a message, a tool result, the frame, a reply. */
  private static List<ObjectNode> mutants(ObjectNode recording) {
    List<ObjectNode> mutants = new ArrayList<>();
    for (int i = 0; i < recording.path("exchanges").size(); i++) {
      ObjectNode frame = recording.deepCopy();
      exchange(frame, i).put("frame", "0".repeat(32));
      mutants.add(frame);
      ObjectNode said = recording.deepCopy();
      ((ArrayNode) exchange(said, i).get("conversation")).remove(0);
      mutants.add(said);
      if (!recording.at("/exchanges/" + i + "/tool_results").isEmpty()) {
        ObjectNode result = recording.deepCopy();
        JsonNode first = exchange(result, i).at("/tool_results/0");
        ((ObjectNode) first).put("content", first.path("content").asText() + " ");
        mutants.add(result);
      }
    }
    ObjectNode tail = recording.deepCopy();
    ArrayNode exchanges = (ArrayNode) tail.get("exchanges");
    exchanges.add(exchanges.get(0).deepCopy());
    mutants.add(tail);
    ObjectNode cut = recording.deepCopy();
    ((ArrayNode) cut.get("exchanges")).remove(cut.get("exchanges").size() - 1);
    mutants.add(cut);
    return mutants;
  }

  private static ObjectNode exchange(ObjectNode recording, int index) {
    return (ObjectNode) recording.at("/exchanges/" + index);
  }

  @Test
  void noFrameLiesAroundThatNoRecordingUses() throws IOException {
    StringBuilder recordings = new StringBuilder();
    for (EvalCase one : runner(Path.of("eval")).cases("")) {
      recordings.append(Files.readString(one.recording()));
    }
    try (Stream<Path> frames = Files.list(Path.of("eval", "frames"))) {
      assertThat(frames.map(f -> f.getFileName().toString().replace(".json", "")))
          .isNotEmpty()
          .allSatisfy(hash -> assertThat(recordings.toString()).contains(hash));
    }
  }

  @Test
  void rebaseStampsAStaleRecordingThatPasses() throws IOException {
    copy(Path.of("eval"), folder);
    EvalRunner runner = runner(folder);
    EvalCase one = runner.cases("spec/slow-builds").getFirst();
    ObjectNode stale = (ObjectNode) MAPPER.readTree(Files.readString(one.recording()));
    exchange(stale, 0).put("frame", "0".repeat(32));
    Files.writeString(one.recording(), stale.toString());
    assertThat(runner.replay(one, false).status()).isEqualTo(Status.STALE);
    assertThat(runner.replay(one, true).status()).isEqualTo(Status.STALE);
    assertThat(runner.replay(one, false).status()).isEqualTo(Status.PASS);
  }

  @Test
  void framesThatNoRecordingNamesAreSweptAndOthersStay() throws IOException {
    copy(Path.of("eval"), folder);
    Path frames = folder.resolve("frames");
    long before;
    try (Stream<Path> all = Files.list(frames)) {
      before = all.count();
    }
    Path stray = Files.writeString(frames.resolve("0".repeat(32) + ".json"), "{}");
    runner(folder).sweepFrames();
    assertThat(stray).doesNotExist();
    try (Stream<Path> all = Files.list(frames)) {
      assertThat(all.count()).isEqualTo(before).isPositive();
    }
  }

  @Test
  void reportsCountAndExitCodesTell() {
    CaseResult pass = new CaseResult("a", true, Status.PASS, List.of(), java.time.Duration.ZERO);
    CaseResult fail =
        new CaseResult("b", true, Status.FAIL, List.of("<why> & how"), java.time.Duration.ZERO);
    CaseResult stale =
        new CaseResult("c", true, Status.STALE, List.of("x"), java.time.Duration.ZERO);
    assertThat(new EvalReport(List.of(pass)).exitCode()).isZero();
    assertThat(new EvalReport(List.of(pass, stale)).exitCode()).isEqualTo(3);
    EvalReport all = new EvalReport(List.of(pass, fail, stale));
    assertThat(all.exitCode()).isEqualTo(100);
    assertThat(all.junit()).contains("&lt;why&gt; &amp; how").contains("failures=\"1\"");
    assertThat(all.markdown()).contains("1 passed, 1 failed, 0 errors, 1 stale");
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> walk = Files.walk(from)) {
      for (Path path : walk.toList()) {
        Path target = to.resolve(from.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectories(target);
        } else {
          Files.copy(path, target);
        }
      }
    }
  }
}

package dev.deployarchitect.agent.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.deployarchitect.agent.Cancel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Answers from a recording, never by guess and never from the network. A conversation that was not
 * recorded is a miss; a moved frame or another tool result is noted as stale.
 */
public final class RecordedWire implements Wire {
  private final Recording recording;
  private final Path frames;
  private final List<String> stale = new ArrayList<>();
  private final List<Exchange> renewed = new ArrayList<>();
  private final List<CanonicalRequest> newFrames = new ArrayList<>();
  private int next;
  private String miss = "";

  public RecordedWire(Recording recording, Path frames) {
    this.recording = recording;
    this.frames = frames;
  }

  @Override
  public void exchange(WireRequest request, Consumer<String> onData, Cancel cancel)
      throws WireException {
    CanonicalRequest now = CanonicalRequest.of(request.body());
    if (next >= recording.exchanges().size()) {
      throw missed(
          "request %d was never recorded; the recording has %d"
              .formatted(next + 1, recording.exchanges().size()));
    }
    Exchange recorded = recording.exchanges().get(next++);
    Optional<String> said =
        FirstDifference.between(
            CanonicalRequest.sorted(recorded.conversation()), now.conversation());
    if (said.isPresent()) {
      throw missed("request %d: the conversation differs at %s".formatted(next, said.get()));
    }
    compareFrame(recorded, now);
    FirstDifference.between(recorded.toolResults(), now.toolResults())
        .ifPresent(d -> stale.add("request %d: a tool answers otherwise at %s".formatted(next, d)));
    renewed.add(
        new Exchange(
            Recording.hashOf(now.frame()),
            now.conversation(),
            now.toolResults(),
            recorded.data(),
            recorded.givenTo()));
    if (!Recording.hashOf(now.frame()).equals(recorded.frame())) {
      newFrames.add(now);
    }
    recorded.data().forEach(onData);
  }

  private void compareFrame(Exchange recorded, CanonicalRequest now) {
    if (!recorded.frame().equals(Recording.hashOf(now.frame()))) {
      JsonNode before = Recording.frame(frames, recorded.frame());
      String where = FirstDifference.between(before, now.frame()).orElse("its form");
      stale.add("request %d: the frame moved at %s".formatted(next, where));
    }
  }

  private WireException missed(String sentence) {
    miss = sentence;
    return new WireException(0, "no recorded answer: " + sentence);
  }

  /** The miss that ended the replay, or empty. */
  public String miss() {
    return miss;
  }

  /** What moved since the recording, and a tail that nobody asked for. */
  public List<String> stale() {
    List<String> all = new ArrayList<>(stale);
    if (next < recording.exchanges().size() && miss.isEmpty()) {
      all.add(
          "%d recorded replies were not asked for".formatted(recording.exchanges().size() - next));
    }
    return all;
  }

  /** The recording with today's requests under the same replies; frames are kept. */
  public Recording rebased() {
    newFrames.forEach(request -> Recording.keepFrame(frames, request.frame()));
    return new Recording(recording.model(), recording.date(), List.copyOf(renewed));
  }
}

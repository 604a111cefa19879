package dev.deployarchitect.agent.wire;

import dev.deployarchitect.agent.Cancel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Passes traffic on and keeps it, without headers. One conversation at a time. */
public final class RecordingWire implements Wire {
  private final Wire inner;
  private final Path frames;
  private final List<Exchange> exchanges = new ArrayList<>();

  public RecordingWire(Wire inner, Path frames) {
    this.inner = inner;
    this.frames = frames;
  }

  @Override
  public void exchange(WireRequest request, Consumer<String> onData, Cancel cancel)
      throws WireException {
    CanonicalRequest canonical = CanonicalRequest.of(request.body());
    List<String> data = new ArrayList<>();
    inner.exchange(
        request,
        one -> {
          data.add(one);
          onData.accept(one);
        },
        cancel);
    Exchange exchange =
        new Exchange(
            Recording.keepFrame(frames, canonical.frame()),
            canonical.conversation(),
            canonical.toolResults(),
            List.copyOf(data),
            "");
    exchanges.add(exchange.givenTo(Recording.hashOf(exchange)));
  }

  public Recording recording(String model, String date) {
    return new Recording(model, date, List.copyOf(exchanges));
  }
}

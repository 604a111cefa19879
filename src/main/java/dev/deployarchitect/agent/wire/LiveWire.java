package dev.deployarchitect.agent.wire;

import dev.deployarchitect.agent.Cancel;
import dev.deployarchitect.interrupt.Interruption;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * The network. Reads on the calling thread, which is a virtual one: LangChain4j's own client parses
 * streams on the common pool, where 256 of them fill it.
 */
public final class LiveWire implements Wire {
  private static final Set<String> SET_BY_CLIENT =
      Set.of("connection", "content-length", "host", "upgrade");

  /** Not worth another attempt; HTTP's own word for what is too large. */
  private static final int TOO_LONG = 413;

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          // Handing a chunk from one platform thread to the next is most of a delta's cost.
          .executor(Executors.newVirtualThreadPerTaskExecutor())
          .build();
  private final Duration idle;

  /**
   * A wire.
   *
   * @param idle how long an endpoint may stay silent, before the headers and between events, until
   *     its connection counts as dead: the JDK's client has no TCP keep-alive. One that is closed
   *     or reset is noticed at once
   */
  public LiveWire(Duration idle) {
    this.idle = idle;
  }

  @Override
  public void exchange(WireRequest request, Consumer<String> onData, Cancel cancel)
      throws WireException {
    cancel.check();
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(URI.create(request.url()))
            .timeout(idle)
            .POST(body(request.pieces()));
    request
        .headers()
        .forEach((name, values) -> {
          if (!SET_BY_CLIENT.contains(name.toLowerCase(java.util.Locale.ROOT))) {
            values.forEach(value -> builder.header(name, value));
          }
        });
    Thread reader = Thread.currentThread();
    AtomicReference<InputStream> open = new AtomicReference<>();
    Runnable registered = cancel.onCancel(() -> stop(reader, open.get()));
    try {
      HttpResponse<InputStream> response =
          client.send(builder.build(), HttpResponse.BodyHandlers.ofInputStream());
      open.set(response.body());
      cancel.check();
      if (response.statusCode() != 200) {
        throw new WireException(
            response.statusCode(), excerpt(response.body()), retryAfter(response));
      }
      read(response.body(), onData);
    } catch (CancellationException | WireException e) {
      throw e;
    } catch (HttpTimeoutException e) {
      throw silent();
    } catch (ConnectException e) {
      throw new WireException(0, "nothing listens there");
    } catch (InterruptedException e) {
      throw new CancellationException("interrupted");
    } catch (EventStream.TooLongException e) {
      throw new WireException(TOO_LONG, e.getMessage());
    } catch (IOException e) {
      cancel.check();
      Interruption.check();
      if (e instanceof Watchdog.SilentException) {
        throw silent();
      }
      throw new WireException(0, "the connection broke");
    } finally {
      registered.run();
      if (cancel.isCancelled()) {
        // The interrupt belonged to the read; later blocking calls must not see it.
        Thread.interrupted();
      }
    }
  }

  private WireException silent() {
    return new WireException(
        0, "it was silent for %d s (--model-wait allows more)".formatted(idle.toSeconds()));
  }

  /** Its length is said: not every endpoint takes a body in chunks. */
  private static HttpRequest.BodyPublisher body(List<byte[]> pieces) {
    return HttpRequest.BodyPublishers.fromPublisher(
        HttpRequest.BodyPublishers.ofByteArrays(pieces),
        pieces.stream().mapToLong(piece -> piece.length).sum());
  }

  private static void stop(Thread reader, InputStream body) {
    reader.interrupt();
    if (body != null) {
      try {
        body.close();
      } catch (IOException e) {
        // Closing is all that was wanted.
      }
    }
  }

  private void read(InputStream body, Consumer<String> onData) throws IOException {
    try (Watchdog watchdog = new Watchdog(body, idle)) {
      try {
        EventStream.read(body, watchdog::pat, onData);
      } catch (IOException e) {
        watchdog.check();
        throw e;
      }
      // Closed by us, it may also look like the stream's end.
      watchdog.check();
    }
  }

  /** In seconds or as a date (RFC 9110, section 10.2.3); zero where there is none to be read. */
  private static Duration retryAfter(HttpResponse<?> response) {
    String given = response.headers().firstValue("Retry-After").orElse("").strip();
    try {
      if (given.matches("\\d{1,9}")) {
        return Duration.ofSeconds(Long.parseLong(given));
      }
      Duration until =
          given.isEmpty()
              ? Duration.ZERO
              : Duration.between(
                  Instant.now(),
                  ZonedDateTime.parse(given, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
      return until.isNegative() ? Duration.ZERO : until;
    } catch (DateTimeParseException e) {
      return Duration.ZERO;
    }
  }

  private static String excerpt(InputStream body) throws IOException {
    try (body) {
      String text = new String(body.readNBytes(2_000), StandardCharsets.UTF_8);
      var message =
          java.util.regex.Pattern.compile("\"message\"\\s*:\\s*\"([^\"]{1,300})").matcher(text);
      return message.find() ? message.group(1) : "";
    }
  }
}

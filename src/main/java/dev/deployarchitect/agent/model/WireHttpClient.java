package dev.deployarchitect.agent.model;

import dev.deployarchitect.agent.Cancel;
import dev.deployarchitect.agent.wire.Wire;
import dev.deployarchitect.agent.wire.WireException;
import dev.deployarchitect.agent.wire.WireRequest;
import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEvent;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** LangChain4j's HTTP client over our wire: one call, one cancel signal, on the calling thread. */
final class WireHttpClient implements HttpClient {
  /** Characters of one reply with all that the protocol puts around each word. */
  private static final long LONGEST = 50_000_000;

  /**
   * One reply on its way.
   *
   * @param parts of the request that LangChain4j wrote as marks
   * @param enough whether the reply has become longer than it may be
   */
  record Call(SharedParts parts, Cancel cancel, BooleanSupplier enough) {}

  private final Wire wire;
  private final ScopedValue<Call> calls;

  /**
   * A client for all calls.
   *
   * @param calls bound while a call is made, on its thread
   */
  WireHttpClient(Wire wire, ScopedValue<Call> calls) {
    this.wire = wire;
    this.calls = calls;
  }

  @Override
  public SuccessfulHttpResponse execute(HttpRequest request) {
    throw new UnsupportedOperationException("this program streams every reply");
  }

  @Override
  public void execute(
      HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
    Call call = calls.get();
    WireRequest out =
        new WireRequest(request.url(), request.headers(), call.parts().in(request.body()));
    listener.onOpen(
        SuccessfulHttpResponse.builder().statusCode(200).headers(Map.of()).body("").build());
    try {
      long[] length = new long[1];
      wire.exchange(
          out,
          data -> {
            length[0] += data.length();
            if (length[0] > LONGEST || call.enough().getAsBoolean()) {
              throw new ModelException("The model's reply was too long, and was stopped.");
            }
            event(data, listener);
          },
          call.cancel());
    } catch (WireException e) {
      listener.onError(new EndpointException(e));
      return;
    } catch (RuntimeException e) {
      listener.onError(e);
      return;
    }
    listener.onClose();
  }

  /** Errors inside a stream of status 200 are no event LangChain4j knows. */
  private static void event(String data, ServerSentEventListener listener) {
    if (data.startsWith("{\"error\"") || data.startsWith("{ \"error\"")) {
      throw ModelException.passing("The model endpoint broke the reply off with an error.");
    }
    listener.onEvent(new ServerSentEvent(null, data));
  }

  /** Always builds {@code client}; time limits are the wire's. */
  record Builder(HttpClient client) implements HttpClientBuilder {
    @Override
    public Duration connectTimeout() {
      return null;
    }

    @Override
    public HttpClientBuilder connectTimeout(Duration timeout) {
      return this;
    }

    @Override
    public Duration readTimeout() {
      return null;
    }

    @Override
    public HttpClientBuilder readTimeout(Duration timeout) {
      return this;
    }

    @Override
    public HttpClient build() {
      return client;
    }
  }
}

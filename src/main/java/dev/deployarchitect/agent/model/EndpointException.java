package dev.deployarchitect.agent.model;

import dev.deployarchitect.agent.wire.WireException;
import dev.langchain4j.exception.HttpException;
import java.time.Duration;
import java.util.Set;

/** A wire's failure on its way through LangChain4j. */
final class EndpointException extends HttpException {
  private static final long serialVersionUID = 1L;

  /** Time-out, too early, rate limit, and what servers and their proxies answer while they mend. */
  private static final Set<Integer> PASSING = Set.of(0, 408, 425, 429, 500, 502, 503, 504, 529);

  private final Duration retryAfter;

  EndpointException(WireException e) {
    super(e.status(), e.getMessage());
    this.retryAfter = e.retryAfter();
  }

  ModelException toModelException(String endpoint) {
    return ModelException.of(sentence(endpoint), PASSING.contains(statusCode()), retryAfter, this);
  }

  private String sentence(String endpoint) {
    String said = getMessage() == null || getMessage().isBlank() ? "" : ": " + getMessage();
    return switch (statusCode()) {
      case 401, 403 -> "The model endpoint refused the key (status %d).".formatted(statusCode());
      case 429 ->
          "The model endpoint is at its rate or spending limit (status 429)%s."
              .formatted(
                  retryAfter.isZero()
                      ? ""
                      : "; it asks to wait %d s".formatted(retryAfter.toSeconds()));
      case 0 -> "The model endpoint %s cannot be used%s.".formatted(endpoint, said);
      default -> "The model endpoint answered with status %d%s.".formatted(statusCode(), said);
    };
  }
}

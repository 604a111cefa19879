package dev.deployarchitect.agent.memory;

import dev.langchain4j.model.TokenCountEstimator;
import dev.langchain4j.model.openai.OpenAiTokenCountEstimator;
import java.nio.charset.StandardCharsets;

/**
 * Counts the tokens of texts in OpenAI's o200k encoding, which other vendors' come near. The
 * encoding is loaded when it is first needed: a text has at most as many tokens as bytes, and most
 * conversations are small enough to leave it at that. Thread-safe.
 */
public final class TokenCount {
  /** What a message costs beside its text: roles and separators (OpenAI cookbook: 3 to 4). */
  private static final int PER_MESSAGE = 4;

  private volatile TokenCountEstimator estimator;

  /** More than {@link #exactly} gives, and cheap. */
  int atMost(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length + PER_MESSAGE;
  }

  int exactly(String text) {
    TokenCountEstimator known = estimator;
    if (known == null) {
      known = new OpenAiTokenCountEstimator("gpt-4o");
      estimator = known;
    }
    return known.estimateTokenCountInText(text) + PER_MESSAGE;
  }
}

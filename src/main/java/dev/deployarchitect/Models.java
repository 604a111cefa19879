package dev.deployarchitect;

import dev.deployarchitect.agent.model.Model;
import dev.deployarchitect.agent.model.OpenAiModel;
import dev.deployarchitect.agent.offline.OfflineArchitect;
import dev.deployarchitect.agent.wire.LiveWire;
import dev.deployarchitect.front.cli.ModelOptions;
import java.time.Duration;
import java.util.Map;

/** Chooses the kind of model by options and environment. */
final class Models {
  /** How long an endpoint may be silent: reasoning models think for minutes before a word. */
  private static final Duration IDLE = Duration.ofMinutes(3);

  private Models() {}

  static Model of(ModelOptions options, Map<String, String> environment) {
    if (options.model().isEmpty()) {
      return new OfflineArchitect();
    }
    String key =
        environment.getOrDefault(
            "ARCHITECT_API_KEY", environment.getOrDefault("OPENAI_API_KEY", "none"));
    return new OpenAiModel(
        new OpenAiModel.Settings(options.baseUrl(), key, options.model()), new LiveWire(IDLE));
  }
}

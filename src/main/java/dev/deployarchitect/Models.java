package dev.deployarchitect;

import dev.deployarchitect.agent.model.Model;
import dev.deployarchitect.agent.model.OpenAiModel;
import dev.deployarchitect.agent.offline.OfflineArchitect;
import dev.deployarchitect.agent.wire.LiveWire;
import dev.deployarchitect.agent.wire.Wire;
import dev.deployarchitect.front.cli.ModelOptions;
import java.util.Map;

/** Chooses the kind of model by options and environment. */
final class Models {
  private Models() {}

  static Model of(ModelOptions options, Map<String, String> environment) {
    if (options.model().isEmpty()) {
      return new OfflineArchitect();
    }
    String key =
        environment.getOrDefault(
            "ARCHITECT_API_KEY", environment.getOrDefault("OPENAI_API_KEY", "none"));
    return new OpenAiModel(
        new OpenAiModel.Settings(options.baseUrl(), key, options.model()),
        new LiveWire(options.patience()));
  }

  static Wire liveWire() {
    return new LiveWire(new ModelOptions().patience());
  }

  /** The model of recordings: its requests never depend on where it is or what it is called. */
  static Model recorded(Wire wire, String base) {
    return new OpenAiModel(new OpenAiModel.Settings(base, "none", "recorded"), wire);
  }
}

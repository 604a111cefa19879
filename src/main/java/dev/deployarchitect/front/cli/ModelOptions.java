package dev.deployarchitect.front.cli;

import java.time.Duration;
import picocli.CommandLine.Option;

/** Which model answers. Without a model's name the offline architect does. */
public final class ModelOptions {

  @Option(
      names = "--model",
      defaultValue = "${env:ARCHITECT_MODEL:-}",
      description = "Name of a model at the endpoint (env ARCHITECT_MODEL); offline without it.")
  private String model = "";

  @Option(
      names = "--base-url",
      defaultValue = "${env:ARCHITECT_BASE_URL:-https://api.openai.com/v1}",
      description = "An OpenAI-compatible endpoint (env ARCHITECT_BASE_URL).")
  private String baseUrl = "";

  @Option(
      names = "--model-wait",
      defaultValue = "${env:ARCHITECT_MODEL_WAIT:-600}",
      description =
          "Seconds that the endpoint may be silent, before a reply and in it (default 600; env ARCHITECT_MODEL_WAIT).")
  private int wait = 600;

  public String model() {
    return model == null ? "" : model.strip();
  }

  /**
   * How long a silent endpoint counts as one that works: slow models think for minutes before a
   * word.
   */
  public Duration patience() {
    return Duration.ofSeconds(Math.max(1, wait));
  }

  public String baseUrl() {
    return baseUrl;
  }
}

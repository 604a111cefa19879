package dev.deployarchitect.monitoring;

import dev.deployarchitect.content.Content;
import dev.deployarchitect.delivery.Verification;
import dev.deployarchitect.monitoring.generate.GenerateMonitoring;
import dev.deployarchitect.tool.Feature;
import java.util.List;

/** What this room brings. */
public final class MonitoringFeature {
  private MonitoringFeature() {}

  public static Feature feature(Content content, Verification verification) {
    return new Feature(
        "monitoring", List.of(new GenerateMonitoring(content, verification).tool()), List.of());
  }
}

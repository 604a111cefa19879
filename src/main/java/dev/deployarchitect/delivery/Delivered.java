package dev.deployarchitect.delivery;

import java.util.List;

/** A file with its evidence. */
public record Delivered(Artifact artifact, List<Evidence> evidence) {

  public boolean failed() {
    return evidence.stream().anyMatch(e -> e instanceof Evidence.Failed);
  }
}

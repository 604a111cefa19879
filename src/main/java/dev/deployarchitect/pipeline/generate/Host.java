package dev.deployarchitect.pipeline.generate;

import java.util.Locale;
import java.util.Optional;

/** Where a version goes live. */
enum Host {
  VERCEL,
  CLOUDRUN,
  ECS,
  FLY,
  REGISTRY;

  static Optional<Host> of(String name) {
    for (Host host : values()) {
      if (host.id().equals(name)) {
        return Optional.of(host);
      }
    }
    return Optional.empty();
  }

  /** As it is asked for, and as its script is called. */
  String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether it runs images; Vercel builds from the source. */
  boolean runsImages() {
    return this != VERCEL;
  }

  /** Whether a pull request can get an address of its own without a second environment. */
  boolean previews() {
    return this == VERCEL || this == FLY;
  }

  /** Whether a version can serve a share of the traffic beside another. */
  boolean sharesTraffic() {
    return this == CLOUDRUN;
  }

  /** Whether the workflow's own identity is taken for credentials; Vercel and Fly take tokens. */
  boolean takesIdentity() {
    return this == CLOUDRUN || this == ECS;
  }
}

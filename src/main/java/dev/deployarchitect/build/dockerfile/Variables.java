package dev.deployarchitect.build.dockerfile;

import java.util.Set;
import java.util.regex.Pattern;

/** Variables of Dockerfiles. */
final class Variables {
  /** {@code ${name}}, {@code ${name:-fallback}} (groups 1, 2) or {@code $name} (group 3). */
  static final Pattern REFERENCE =
      Pattern.compile(
          "\\$\\{([A-Za-z_]\\w*)(?::?-([^}]*)|:?\\+[^}]*|[#%/][^}]*)?}|\\$([A-Za-z_]\\w*)");

  /** Known without ARG in every FROM (Dockerfile reference, "Automatic platform ARGs"). */
  static final Set<String> PLATFORM =
      Set.of(
          "TARGETPLATFORM",
          "TARGETOS",
          "TARGETARCH",
          "TARGETVARIANT",
          "BUILDPLATFORM",
          "BUILDOS",
          "BUILDARCH",
          "BUILDVARIANT",
          "TARGETSTAGE");

  private Variables() {}
}

package dev.deployarchitect.pipeline.schema;

import static dev.deployarchitect.pipeline.schema.Shapes.ANYTHING;
import static dev.deployarchitect.pipeline.schema.Shapes.FLAG;
import static dev.deployarchitect.pipeline.schema.Shapes.MAYBE;
import static dev.deployarchitect.pipeline.schema.Shapes.NAMES;
import static dev.deployarchitect.pipeline.schema.Shapes.TEXT;
import static dev.deployarchitect.pipeline.schema.Shapes.TEXTS;
import static dev.deployarchitect.pipeline.schema.Shapes.keys;
import static dev.deployarchitect.pipeline.schema.Shapes.with;

import dev.deployarchitect.syntax.node.Node;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The shape of a {@code dependabot.yml} (docs.github.com, "Dependabot options reference"). */
public final class DependabotShape {
  private static final Set<String> ECOSYSTEMS =
      Set.of(
          "bazel",
          "bun",
          "bundler",
          "cargo",
          "composer",
          "conda",
          "deno",
          "devcontainers",
          "docker",
          "docker-compose",
          "dotnet-sdk",
          "elm",
          "github-actions",
          "gitsubmodule",
          "gomod",
          "gradle",
          "helm",
          "julia",
          "maven",
          "mix",
          "nix",
          "npm",
          "nuget",
          "opentofu",
          "pip",
          "pre-commit",
          "pub",
          "rust-toolchain",
          "sbt",
          "swift",
          "terraform",
          "uv",
          "vcpkg");
  private static final Shape SCHEDULE =
      keys(
          "schedule",
          Map.of(
              "interval",
              new Shape.OneOf(
                  Set.of(
                      "daily", "weekly", "monthly", "quarterly", "semiannually", "yearly", "cron")),
              "day",
              TEXT,
              "time",
              TEXT,
              "timezone",
              TEXT,
              "cronjob",
              TEXT),
          "interval");
  private static final Shape DAYS = new Shape.Text(false);
  private static final Shape COOLDOWN =
      keys(
          "cooldown",
          Map.of(
              "default-days", DAYS,
              "semver-major-days", DAYS,
              "semver-minor-days", DAYS,
              "semver-patch-days", DAYS,
              "include", TEXTS,
              "exclude", TEXTS));
  private static final Map<String, Shape> REQUEST =
      Map.of(
          "schedule", SCHEDULE,
          "labels", new Shape.Items(TEXT, false, true),
          "milestone", TEXT,
          "assignees", TEXTS,
          "target-branch", TEXT,
          "commit-message",
              keys(
                  "commit-message",
                  Map.of("prefix", MAYBE, "prefix-development", MAYBE, "include", TEXT)),
          "pull-request-branch-name",
              keys("pull-request-branch-name", Map.of("separator", TEXT), "separator"));
  private static final Map<String, Shape> UPDATE =
      with(
          with(REQUEST, Map.of("name", TEXT, "reviewers", TEXTS, "exclude-paths", TEXTS)),
          with(
              Map.of(
                  "package-ecosystem", new Shape.OneOf(ECOSYSTEMS),
                  "directory", TEXT,
                  "directories", TEXTS,
                  "allow", ANYTHING,
                  "ignore", ANYTHING,
                  "cooldown", COOLDOWN,
                  "groups", new Shape.Named(ANYTHING, false),
                  "multi-ecosystem-group", TEXT,
                  "patterns", TEXTS),
              Map.of(
                  "insecure-external-code-execution",
                  new Shape.OneOf(Set.of("allow", "deny")),
                  "open-pull-requests-limit",
                  TEXT,
                  "rebase-strategy",
                  new Shape.OneOf(Set.of("auto", "disabled")),
                  "registries",
                  NAMES,
                  "vendor",
                  FLAG,
                  "versioning-strategy",
                  new Shape.OneOf(
                      Set.of(
                          "auto",
                          "increase",
                          "increase-if-necessary",
                          "lockfile-only",
                          "widen")))));
  private static final Shape DEPENDABOT =
      keys(
          "dependabot.yml",
          Map.of(
              "version", new Shape.OneOf(Set.of("2")),
              "updates",
                  new Shape.Items(keys("an update", UPDATE, "package-ecosystem"), false, true),
              "registries", new Shape.Named(ANYTHING, true),
              "enable-beta-ecosystems", FLAG,
              "multi-ecosystem-groups", new Shape.Named(keys("a group", REQUEST), true)),
          "version",
          "updates");

  private DependabotShape() {}

  /** The faults of a whole file, in the order of its parts. */
  public static List<ShapeChecker.Fault> faults(Node root) {
    return ShapeChecker.check(root, DEPENDABOT, "dependabot.yml");
  }
}

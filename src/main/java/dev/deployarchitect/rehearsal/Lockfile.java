package dev.deployarchitect.rehearsal;

import java.util.List;

/**
 * A lockfile of a Node project, and what installs by it without running the packages' scripts.
 *
 * @param program on the PATH
 */
record Lockfile(String name, String program, List<String> arguments) {
  static final List<Lockfile> ALL =
      List.of(
          new Lockfile(
              "package-lock.json",
              "npm",
              List.of("ci", "--ignore-scripts", "--no-audit", "--no-fund")),
          new Lockfile(
              "pnpm-lock.yaml",
              "pnpm",
              List.of("install", "--frozen-lockfile", "--ignore-scripts")),
          new Lockfile(
              "yarn.lock", "yarn", List.of("install", "--frozen-lockfile", "--ignore-scripts")));
}

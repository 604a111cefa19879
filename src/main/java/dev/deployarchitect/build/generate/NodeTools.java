package dev.deployarchitect.build.generate;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A package manager of Node.js, by its lockfile.
 *
 * @param install what installs the lockfile and nothing else
 * @param prune what takes the dev dependencies away again
 * @param cache the folder that is worth keeping between builds
 * @param run in front of a binary of the project
 */
record NodeTools(
    String name, String lockfile, String install, String prune, String cache, String run) {

  /** The manager of a lockfile; empty for one that no image was tried with. */
  static Optional<NodeTools> of(String lockfile) {
    return Optional.ofNullable(
        switch (lockfile) {
          case "package-lock.json", "npm-shrinkwrap.json" ->
              new NodeTools(
                  "npm",
                  lockfile,
                  "npm ci",
                  "npm prune --omit=dev",
                  "/root/.npm",
                  "npx --no-install");
          case "pnpm-lock.yaml" ->
              new NodeTools(
                  "pnpm",
                  lockfile,
                  "pnpm install --frozen-lockfile --store-dir=/pnpm-store",
                  "pnpm prune --prod",
                  "/pnpm-store",
                  "pnpm exec");
          case "yarn.lock" ->
              new NodeTools(
                  "yarn",
                  lockfile,
                  "yarn install --frozen-lockfile",
                  "yarn install --frozen-lockfile --production --ignore-scripts",
                  "/usr/local/share/.cache/yarn",
                  "yarn");
          default -> null;
        });
  }

  private boolean corepack() {
    return !name.equals("npm");
  }

  /** What the base image lacks to install and build, as one command; empty for nothing. */
  String system(boolean openssl) {
    return Stream.of(
            openssl ? "apk add --no-cache openssl libc6-compat" : "",
            corepack() ? "corepack enable" : "")
        .filter(command -> !command.isEmpty())
        .collect(Collectors.joining(" && "));
  }

  /** How one package's binary is started from the root of a monorepo. */
  String runIn(String packageFolder) {
    return switch (name) {
      case "pnpm" -> "pnpm --dir " + packageFolder + " exec";
      case "yarn" -> "yarn --cwd " + packageFolder;
      default -> "npm exec --workspace=" + packageFolder + " --";
    };
  }
}

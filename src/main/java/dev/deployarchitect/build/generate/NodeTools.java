package dev.deployarchitect.build.generate;

import dev.deployarchitect.workspace.Workspace;
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
  static Optional<NodeTools> of(String lockfile, Workspace workspace) {
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
          case "yarn.lock" -> yarn(workspace);
          default -> null;
        });
  }

  /** Yarn 1, or Yarn 2 and later with node_modules; Next.js cannot trace what Plug'n'Play zips. */
  private static NodeTools yarn(Workspace workspace) {
    boolean berry =
        workspace.source("yarn.lock").filter(s -> s.text().contains("__metadata:")).isPresent();
    if (!berry) {
      return new NodeTools(
          "yarn",
          "yarn.lock",
          "yarn install --frozen-lockfile",
          "yarn install --frozen-lockfile --production --ignore-scripts",
          "/usr/local/share/.cache/yarn",
          "yarn");
    }
    boolean modules =
        workspace
            .source(".yarnrc.yml")
            .filter(s -> s.text().matches("(?s).*nodeLinker:\\s*[\"']?(node-modules|pnpm).*"))
            .isPresent();
    return modules
        ? new NodeTools(
            "yarn",
            "yarn.lock",
            "yarn install --immutable",
            "yarn workspaces focus --all --production",
            "/root/.yarn/berry/cache",
            "yarn")
        : null;
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

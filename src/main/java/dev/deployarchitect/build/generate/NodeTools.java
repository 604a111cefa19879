package dev.deployarchitect.build.generate;

import dev.deployarchitect.syntax.node.JsonReader;
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
 * @param environment an ENV instruction that all its commands need, or empty
 * @param bring what installs the manager itself, or empty
 */
record NodeTools(
    String name,
    String lockfile,
    String install,
    String prune,
    String cache,
    String run,
    String environment,
    String bring) {

  /** The release the bun images were tried with; for projects that name none. */
  private static final String BUN_TRIED = "1.4.5";

  private NodeTools(
      String name,
      String lockfile,
      String install,
      String prune,
      String cache,
      String run,
      String environment) {
    this(name, lockfile, install, prune, cache, run, environment, corepack(name));
  }

  private NodeTools(
      String name, String lockfile, String install, String prune, String cache, String run) {
    this(name, lockfile, install, prune, cache, run, "");
  }

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
          case "bun.lock", "bun.lockb" -> bun(lockfile, workspace);
          default -> null;
        });
  }

  /** Yarn 1, or Yarn 2 and later; the image links packages into node_modules in any case. */
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
    return new NodeTools(
        "yarn",
        "yarn.lock",
        "yarn install --immutable",
        "yarn workspaces focus --all --production",
        "/root/.yarn/berry/cache",
        "yarn",
        modules
            ? ""
            : """
            # Plug'n'Play keeps packages zipped, where neither Next.js' tracing nor a plain node finds them.
            ENV YARN_NODE_LINKER=node-modules\
            """);
  }

  /** Bun installs and runs scripts; the application is built and served by Node.js as before. */
  private static NodeTools bun(String lockfile, Workspace workspace) {
    String version =
        workspace
            .source("package.json")
            .map(JsonReader::read)
            .flatMap(json -> json.textAt("packageManager"))
            .filter(p -> p.matches("bun@\\d+\\.\\d+\\.\\d+.*"))
            .map(p -> p.replaceFirst("bun@([\\d.]+).*", "$1"))
            .orElse(BUN_TRIED);
    return new NodeTools(
        "bun",
        lockfile,
        "bun install --frozen-lockfile",
        "rm -rf node_modules && bun install --frozen-lockfile --production",
        "/root/.bun/install/cache",
        "bun x",
        "",
        "npm install --global bun@" + version);
  }

  private static String corepack(String name) {
    return name.equals("npm") ? "" : "corepack enable";
  }

  /** What the base image lacks to install and build, as one command; empty for nothing. */
  String system(boolean openssl) {
    return Stream.of(openssl ? "apk add --no-cache openssl libc6-compat" : "", bring)
        .filter(command -> !command.isEmpty())
        .collect(Collectors.joining(" && "));
  }

  /** How one package's binary is started from the root of a monorepo. */
  String runIn(String packageFolder) {
    return switch (name) {
      case "pnpm" -> "pnpm --dir " + packageFolder + " exec";
      case "yarn" -> "yarn --cwd " + packageFolder;
      case "bun" -> "bun run --cwd=" + packageFolder;
      default -> "npm exec --workspace=" + packageFolder + " --";
    };
  }
}

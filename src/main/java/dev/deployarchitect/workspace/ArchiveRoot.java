package dev.deployarchitect.workspace;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Which folder of an archive is only a wrapper around the repository, as in GitHub's zips ({@code
 * shop-main/}). A repository's own folder, sent alone, keeps its name: without {@code .github/}
 * GitHub's workflows are not workflows any more.
 */
final class ArchiveRoot {
  /** Around what is packed with its root already decided; no repository folder has this name. */
  static final String PACKED = "workspace";

  /** First folders of repositories, by what is customary; one of them alone is no wrapper. */
  private static final Set<String> CUSTOMARY =
      Set.of(
          "alembic",
          "ansible",
          "api",
          "app",
          "apps",
          "backend",
          "bin",
          "build",
          "charts",
          "ci",
          "client",
          "cloudformation",
          "cmd",
          "compose",
          "conf",
          "config",
          "configs",
          "containers",
          "database",
          "db",
          "deploy",
          "deployment",
          "deployments",
          "docker",
          "docs",
          "drizzle",
          "etc",
          "examples",
          "frontend",
          "functions",
          "helm",
          "infra",
          "infrastructure",
          "internal",
          "k8s",
          "kubernetes",
          "lib",
          "libs",
          "manifests",
          "migrations",
          "monitoring",
          "nginx",
          "ops",
          "packages",
          "pkg",
          "prisma",
          "public",
          "pulumi",
          "scripts",
          "server",
          "services",
          "source",
          "src",
          "stacks",
          "supabase",
          "templates",
          "terraform",
          "test",
          "tests",
          "tools",
          "web",
          "workflows");

  /** What counts only in the root of a repository, and so proves one. */
  private static final List<String> ONLY_IN_A_ROOT =
      List.of(".github/", ".git/", ".gitlab-ci.yml", ".gitmodules", ".circleci/");

  private ArchiveRoot() {}

  /**
   * The wrapper, without a slash.
   *
   * @param names of all files, with {@code /} between folders; at least one
   */
  static Optional<String> around(List<String> names) {
    String first = names.getFirst();
    int slash = first.indexOf('/');
    if (slash <= 0) {
      return Optional.empty();
    }
    String top = first.substring(0, slash + 1);
    if (top.startsWith(".") || !names.stream().allMatch(name -> name.startsWith(top))) {
      return Optional.empty();
    }
    String folder = first.substring(0, slash);
    boolean wraps =
        !CUSTOMARY.contains(folder.toLowerCase(Locale.ROOT))
            || names.stream()
                .map(name -> name.substring(top.length()))
                .anyMatch(name -> ONLY_IN_A_ROOT.stream().anyMatch(name::startsWith));
    return wraps ? Optional.of(folder) : Optional.empty();
  }
}

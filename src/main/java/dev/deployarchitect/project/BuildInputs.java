package dev.deployarchitect.project;

import dev.deployarchitect.text.Source;
import dev.deployarchitect.text.Span;
import dev.deployarchitect.workspace.Workspace;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a build takes from outside, beside the sources. An image's file declares it and a pipeline
 * gives it: both ask here, so that neither waits for what the other does not give.
 *
 * @param browserSettings names that Next.js replaces by their values in what browsers load
 *     (nextjs.org, "Bundling environment variables for the browser"), sorted
 * @param check where the environment is checked when a module is loaded, as t3-env and zod schemas
 *     do; the build fails there without any
 * @param registryToken whether {@code .npmrc} carries a token, or the variable of one
 * @param registryVariables what {@code .npmrc} takes from the environment, such as NPM_TOKEN
 * @param sourceMaps whether the build uploads source maps to Sentry where it has a token
 */
public record BuildInputs(
    List<String> browserSettings,
    Optional<Span> check,
    boolean registryToken,
    List<String> registryVariables,
    boolean sourceMaps) {
  /** A sentence with more names is not read. */
  private static final int MOST_TOLD = 6;

  private static final Pattern BROWSER = Pattern.compile("NEXT_PUBLIC_[A-Z0-9_]+");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*)\\}");
  private static final Pattern FILE =
      Pattern.compile("(?:.*/)?env(?:\\.\\w+)?\\.(?:ts|mts|js|mjs)");
  private static final Pattern CHECK =
      Pattern.compile("\\bcreateEnv\\(|\\.(?:safeP|p)arse\\(\\s*process\\.env\\s*\\)");

  public static BuildInputs of(Workspace workspace, ProjectProfile profile) {
    boolean next = profile.has(Topic.FRAMEWORK, "next");
    String registries = workspace.source(".npmrc").map(Source::text).orElse("");
    boolean token = registries.contains("_authToken");
    return new BuildInputs(
        next ? browserSettings(profile) : List.of(),
        check(workspace),
        token,
        token ? variables(registries) : List.of(),
        next && profile.has(Topic.ERROR_TRACKING, "sentry"));
  }

  private static List<String> browserSettings(ProjectProfile profile) {
    return profile
        .about(Topic.ENVIRONMENT)
        .map(Fact::name)
        .filter(name -> BROWSER.matcher(name).matches())
        .distinct()
        .sorted()
        .toList();
  }

  private static List<String> variables(String registries) {
    return VARIABLE.matcher(registries).results().map(m -> m.group(1)).distinct().sorted().toList();
  }

  private static Optional<Span> check(Workspace workspace) {
    return workspace.paths(p -> FILE.matcher(p).matches() && !p.contains("node_modules")).stream()
        .flatMap(p -> workspace.source(p).stream())
        .flatMap(source -> place(source).stream())
        .findFirst();
  }

  private static Optional<Span> place(Source source) {
    Matcher matcher = CHECK.matcher(source.text());
    return matcher.find()
        ? Optional.of(source.span(matcher.start(), matcher.end()))
        : Optional.empty();
  }

  /** The first names as a sentence has them, and how many more there are; there must be one. */
  public String told() {
    int rest = browserSettings.size() - MOST_TOLD;
    boolean all = rest <= 0;
    List<String> first =
        browserSettings.subList(0, all ? Math.max(0, browserSettings.size() - 1) : MOST_TOLD);
    String last = all ? browserSettings.getLast() : "%d more".formatted(rest);
    return first.isEmpty() ? last : "%s and %s".formatted(String.join(", ", first), last);
  }
}

package dev.deployarchitect.project;

import dev.deployarchitect.workspace.Workspace;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Languages and frameworks beside JavaScript, by the manifest that proves them. */
final class LanguageDetector implements Detector {
  private record Manifest(String language, String packageManager) {}

  private static final Map<String, Manifest> BY_FILE =
      Map.ofEntries(
          Map.entry("pom.xml", new Manifest("java", "maven")),
          Map.entry("build.gradle", new Manifest("java", "gradle")),
          Map.entry("build.gradle.kts", new Manifest("kotlin", "gradle")),
          Map.entry("go.mod", new Manifest("go", "go")),
          Map.entry("Cargo.toml", new Manifest("rust", "cargo")),
          Map.entry("requirements.txt", new Manifest("python", "pip")),
          Map.entry("pyproject.toml", new Manifest("python", "pyproject")),
          Map.entry("Gemfile", new Manifest("ruby", "bundler")),
          Map.entry("composer.json", new Manifest("php", "composer")),
          Map.entry("mix.exs", new Manifest("elixir", "mix")));

  private static final Map<String, String> FRAMEWORK_BY_WORD =
      Map.of(
          "django", "django",
          "fastapi", "fastapi",
          "flask", "flask",
          "spring-boot", "spring-boot",
          "quarkus", "quarkus",
          "javalin", "javalin",
          "rails", "rails",
          "laravel/framework", "laravel",
          "gin-gonic/gin", "gin",
          "axum", "axum");

  @Override
  public void detect(Workspace workspace, Consumer<Fact> facts) {
    List<String> manifests = workspace.paths(p -> BY_FILE.containsKey(Paths.name(p)));
    for (String path : manifests.stream().sorted(Paths.SHALLOW_FIRST).limit(20).toList()) {
      Manifest manifest = BY_FILE.get(Paths.name(path));
      facts.accept(new Fact(Topic.LANGUAGE, manifest.language(), "", Paths.proof(workspace, path)));
      facts.accept(
          new Fact(
              Topic.PACKAGE_MANAGER, manifest.packageManager(), "", Paths.proof(workspace, path)));
      workspace
          .source(path)
          .ifPresent(source ->
              FRAMEWORK_BY_WORD.forEach((word, name) -> {
                Matcher matcher =
                    Pattern.compile("(?i)(?<![\\w-])" + Pattern.quote(word) + "(?![a-z])")
                        .matcher(source.text());
                if (matcher.find()) {
                  facts.accept(
                      new Fact(
                          Topic.FRAMEWORK, name, "", source.span(matcher.start(), matcher.end())));
                }
              }));
    }
  }
}

package dev.deployarchitect.project.stack;

import dev.deployarchitect.project.Paths;
import dev.deployarchitect.text.Source;
import dev.deployarchitect.text.Span;
import dev.deployarchitect.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server application that does not run on Node.js.
 *
 * @param name as its makers write it
 * @param folder its root, empty for the repository's
 * @param proof the place that only such an application has
 */
public record OtherStack(String name, String folder, Span proof) {
  /** Not the application: examples, tests, what others wrote, and apps of phones and desktops. */
  private static final Pattern ASIDE =
      Pattern.compile(
          "(?:.*/)?(?:tests?|specs?|e2e|examples?|fixtures|dummy|docs?|vendor|node_modules|third_party|templates?|android|ios|src-tauri|\\.[^/]+)/.*");

  /**
   * One way to tell.
   *
   * @param path of the telling file; its group 1 is the folder
   * @param content in the telling file
   */
  private record Mark(String name, Pattern path, Pattern content) {}

  private static final List<Mark> MARKS =
      List.of(
          mark("Django", "manage\\.py", "django"),
          mark("FastAPI", "[\\w/.-]+\\.py", "(?m)^[^#\\n]*=\\s*(?:fastapi\\.)?FastAPI\\("),
          mark("Flask", "[\\w/.-]+\\.py", "(?m)^[^#\\n]*=\\s*(?:flask\\.)?Flask\\("),
          mark("Rails", "config/application\\.rb", "Rails::Application"),
          mark("Rack", "config\\.ru", "run "),
          mark("Laravel", "artisan", "bootstrap/app|Illuminate"),
          mark("Symfony", "bin/console", "Symfony|Kernel"),
          mark(
              "Spring Boot",
              "pom\\.xml|build\\.gradle(?:\\.kts)?",
              "spring-boot|springframework\\.boot"),
          mark("Quarkus", "pom\\.xml|build\\.gradle(?:\\.kts)?", "io\\.quarkus"),
          mark("Micronaut", "pom\\.xml|build\\.gradle(?:\\.kts)?", "io\\.micronaut"),
          mark("Java", "pom\\.xml", "<mainClass>|maven-shade-plugin|<packaging>war"),
          mark("Ktor", "build\\.gradle(?:\\.kts)?", "io\\.ktor"),
          mark("Go", "(?:main|cmd/[\\w.-]+|cmd/[\\w.-]+/main)\\.go", "(?m)^package main\\b"),
          mark("Rust", "src/main\\.rs", "fn main\\("),
          mark("Phoenix", "mix\\.exs", ":phoenix\\b"),
          mark("ASP.NET Core", "[\\w.-]+\\.csproj", "Microsoft\\.NET\\.Sdk\\.Web"));

  /** All there are, one of a name and folder, those of the root first. */
  public static List<OtherStack> of(Workspace workspace) {
    List<OtherStack> all = new ArrayList<>();
    for (Mark mark : MARKS) {
      for (String path : workspace.paths(p -> !ASIDE.matcher(p).matches())) {
        Matcher place = mark.path().matcher(path);
        if (place.matches()) {
          workspace
              .source(path)
              .map(source -> mark.content().matcher(source.text()))
              .filter(Matcher::find)
              .ifPresent(found ->
                  add(
                      mark.name(),
                      folder(workspace, place.group(1) == null ? "" : place.group(1), path),
                      workspace.source(path).orElseThrow().span(found.start(), found.end()),
                      all));
        }
      }
    }
    all.sort(java.util.Comparator.comparing(OtherStack::folder, Paths.SHALLOW_FIRST));
    return List.copyOf(all);
  }

  private static void add(String name, String folder, Span proof, List<OtherStack> all) {
    if (all.stream().noneMatch(s -> s.name().equals(name) && s.folder().equals(folder))) {
      all.add(new OtherStack(name, folder, proof.firstLine()));
    }
  }

  /** A module of Python or Go lies somewhere below what is installed and built as one. */
  private static String folder(Workspace workspace, String before, String path) {
    if (!path.matches(".*\\.(py|go)")) {
      return before.isEmpty() ? "" : before.substring(0, before.length() - 1);
    }
    for (String folder = Paths.folder(path); !folder.isEmpty(); folder = Paths.folder(folder)) {
      for (String manifest :
          List.of("pyproject.toml", "requirements.txt", "Pipfile", "go.mod", "manage.py")) {
        if (workspace.source(Paths.in(folder, manifest)).isPresent()) {
          return folder;
        }
      }
    }
    return "";
  }

  /** {@code Django (manage.py:9)}. */
  public String said() {
    return "%s (%s:%d)".formatted(name, proof.path(), proof.line());
  }

  private static Mark mark(String name, String path, String content) {
    return new Mark(name, Pattern.compile("((?:.*/)?)(?:" + path + ")"), Pattern.compile(content));
  }

  /** Of a Dockerfile whose last stage runs something else than Node.js or static files. */
  static List<OtherStack> ofImage(Source dockerfile) {
    return ImageRuntime.foreign(dockerfile)
        .map(span ->
            new OtherStack("an image of another runtime", Paths.folder(dockerfile.path()), span))
        .stream()
        .toList();
  }
}

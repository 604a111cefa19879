package dev.deployarchitect.project.stack;

import dev.deployarchitect.project.Paths;
import dev.deployarchitect.project.ProjectProfile;
import dev.deployarchitect.project.Topic;
import dev.deployarchitect.syntax.node.Node;
import dev.deployarchitect.syntax.node.YamlReader;
import dev.deployarchitect.text.Source;
import dev.deployarchitect.text.Span;
import dev.deployarchitect.workspace.Workspace;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The port that the application of the root listens on.
 *
 * @param proof the place that says it; for a framework's default, the framework's
 */
public record ListeningPort(int number, Span proof) {
  private record Place(Pattern path, Pattern port) {}

  private static final String SERVER_FILE =
      "(?:src/|server/|app/|cmd/[\\w.-]+/)?(?:server|index|main|app)(?:/index|/main)?\\.(?:[cm]?[jt]s|py|go|rb)";

  /** In the order in which they are believed: what runs in production first. */
  private static final List<Place> PLACES =
      List.of(
          place(
              "Dockerfile|dockerfile|Containerfile",
              "(?im)^[ \\t]*ENV[^\\n]*?\\bPORT[= ]+\"?(\\d{2,5})\\b"),
          place("Dockerfile|dockerfile|Containerfile", "(?im)^[ \\t]*EXPOSE[ \\t]+(\\d{2,5})\\b"),
          place("fly\\.toml", "(?m)^[ \\t]*internal_port[ \\t]*=[ \\t]*(\\d{2,5})"),
          place(
              "package\\.json",
              "\"start(?::prod)?\"\\s*:\\s*\"[^\"]*?(?:-p|--port|\\bPORT)[= ]+(\\d{2,5})\\b"),
          place(
              "Procfile",
              "(?m)^web:[^\\n]*?(?:-p|--port|-b\\s+\\S*:|--bind\\s+\\S*:)[= ]*(\\d{2,5})\\b"),
          place(SERVER_FILE, "\\bPORT\\b[^\\n]{0,60}?(?:\\|\\||\\?\\?|,)\\s*[\"']?(\\d{2,5})\\b"),
          place(SERVER_FILE, "\\.listen\\(\\s*(?:\\{[^}]{0,80}?port:\\s*)?(\\d{2,5})\\b"),
          place(SERVER_FILE, "ListenAndServe\\(\\s*\"[^\"]*:(\\d{2,5})\""),
          place(
              "src/main/resources/application(?:-prod(?:uction)?)?\\.properties",
              "(?m)^server\\.port\\s*=\\s*(?:\\$\\{[^:}]*:)?(\\d{2,5})"),
          place(
              "src/main/resources/application(?:-prod(?:uction)?)?\\.ya?ml",
              "(?m)^server:\\s*\\n(?:[ \\t]+[^\\n]*\\n)*?[ \\t]+port:\\s*(?:\\$\\{[^:}]*:)?(\\d{2,5})"),
          place("config/puma\\.rb", "PORT[^\\n]{0,40}?[,{]\\s*[\"']?(\\d{2,5})\\b"));

  /** Empty where nothing says it: then it has to be asked for. */
  public static Optional<ListeningPort> of(Workspace workspace, ProjectProfile profile) {
    return PLACES.stream()
        .flatMap(place -> found(workspace, place))
        .findFirst()
        .or(() -> composed(workspace))
        .or(() -> byDefault(workspace, profile));
  }

  private static Stream<ListeningPort> found(Workspace workspace, Place place) {
    return workspace.paths(p -> place.path().matcher(p).matches()).stream()
        .sorted(Paths.SHALLOW_FIRST)
        .flatMap(p -> workspace.source(p).stream())
        .flatMap(source -> find(source, place.port()).stream());
  }

  private static Optional<ListeningPort> find(Source source, Pattern pattern) {
    Matcher matcher = pattern.matcher(source.text());
    int last = -1;
    int from = -1;
    // In a Dockerfile of several stages the last one runs.
    while (matcher.find()) {
      last = Integer.parseInt(matcher.group(1));
      from = matcher.start(1);
    }
    return last > 0 && last <= 65_535
        ? Optional.of(
            new ListeningPort(last, source.span(from, from + String.valueOf(last).length())))
        : Optional.empty();
  }

  /** The container's side of the port of the service that a compose file builds from the root. */
  private static Optional<ListeningPort> composed(Workspace workspace) {
    return workspace.paths(p -> p.matches("(docker-)?compose(\\.prod(uction)?)?\\.ya?ml")).stream()
        .flatMap(p -> workspace.source(p).stream())
        .map(YamlReader::read)
        .flatMap(file -> file.at("services").map(Node::entries).orElse(List.of()).stream())
        .map(Node.Entry::value)
        .filter(service ->
            service
                .at("build")
                .filter(b -> root(b.textAt("context").or(b::scalarText)))
                .isPresent())
        .flatMap(service -> service.at("ports").map(Node::itemsOrSelf).orElse(List.of()).stream())
        .flatMap(port -> target(port).stream())
        .findFirst();
  }

  private static boolean root(Optional<String> context) {
    return context.filter(c -> c.matches("\\.?/?")).isPresent();
  }

  private static Optional<ListeningPort> target(Node port) {
    String text = port.textAt("target").or(port::scalarText).orElse("");
    Matcher matcher = Pattern.compile("(?:.*:)?(\\d{2,5})(?:/tcp)?").matcher(text);
    return matcher.matches()
        ? Optional.of(new ListeningPort(Integer.parseInt(matcher.group(1)), port.span()))
        : Optional.empty();
  }

  /** What these listen on when nothing is said, by their documentation. */
  private static Optional<ListeningPort> byDefault(Workspace workspace, ProjectProfile profile) {
    Optional<ListeningPort> other =
        OtherStack.of(workspace).stream()
            .filter(s -> s.folder().isEmpty())
            .flatMap(s ->
                switch (s.name()) {
                  case "Spring Boot", "Quarkus", "Micronaut" ->
                      Stream.of(new ListeningPort(8080, s.proof()));
                  case "Rails" -> Stream.of(new ListeningPort(3000, s.proof()));
                  default -> Stream.empty();
                })
            .findFirst();
    // What reads PORT listens on what the image and the stack set, whatever it is.
    Optional<ListeningPort> read =
        profile.find(Topic.ENVIRONMENT, "PORT").map(f -> new ListeningPort(3000, f.proof()));
    return other
        .or(() -> read)
        .or(() ->
            profile
                .about(Topic.FRAMEWORK)
                .filter(f -> f.name().matches("next|nuxt|remix|sveltekit"))
                .findFirst()
                .map(f -> new ListeningPort(3000, f.proof())));
  }

  /** {@code 8080 (Dockerfile:12)}. */
  public String said() {
    return "%d (%s:%d)".formatted(number, proof.path(), proof.line());
  }

  /** Why a number is taken where it is not known, for a figure. */
  public static String assumed() {
    return "no EXPOSE or ENV PORT in a Dockerfile, start script, server code, fly.toml or compose file in the root says it, and no code reads PORT; call again with port if it is another";
  }

  /** What to do where it is not known. */
  public static String ask(String tool) {
    return "The port that the application listens on is not known: no EXPOSE or ENV PORT in a Dockerfile, start script, server code, fly.toml or compose file in the root says it. Call %s again with port."
        .formatted(tool);
  }

  private static Place place(String path, String port) {
    return new Place(Pattern.compile(path), Pattern.compile(port));
  }
}

package dev.deployarchitect.project.stack;

import dev.deployarchitect.text.Source;
import dev.deployarchitect.text.Span;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a Dockerfile's last stage runs, read off its base image and its command. */
public final class ImageRuntime {
  private static final Pattern FROM =
      Pattern.compile(
          "(?im)^[ \\t]*FROM[ \\t]+(?:--\\S+[ \\t]+)*(\\S+)(?:[ \\t]+AS[ \\t]+(\\S+))?");
  private static final Pattern BASE =
      Pattern.compile(
          "(?:.*/)?(python|pypy|uv|ruby|rails|php|frankenphp|golang|rust|openjdk|java\\d*|eclipse-temurin|amazoncorretto|ibm-semeru.*|maven|gradle|jetty|tomcat|elixir|erlang|aspnet|sdk|runtime|perl|swift)(?:[:@-].*)?");
  private static final Pattern COMMAND =
      Pattern.compile(
          "(?im)^[ \\t]*(?:CMD|ENTRYPOINT)[^\\n]*?[\\s\"'\\[/](gunicorn|uvicorn|hypercorn|daphne|uwsgi|python3?|manage\\.py|fastapi|celery|puma|bundle|rails|php(?:-fpm)?|apache2-foreground|java|dotnet|mix)\\b");
  private static final Pattern NODE =
      Pattern.compile("(?:.*/)?(node|bun|nodejs\\d*.*|deno)(?:[:@-].*)?");

  private ImageRuntime() {}

  /** The place that names another runtime; empty for Node.js, static files, and what is unclear. */
  public static Optional<Span> foreign(Source dockerfile) {
    Map<String, Matcher> stages = new HashMap<>();
    Matcher from = FROM.matcher(dockerfile.text());
    Matcher last = null;
    while (from.find()) {
      Matcher stage = FROM.matcher(dockerfile.text());
      stage.find(from.start());
      if (stage.group(2) != null) {
        stages.put(stage.group(2).toLowerCase(Locale.ROOT), stage);
      }
      last = stage;
    }
    if (last == null) {
      return Optional.empty();
    }
    int end = last.end();
    for (int hops = 0; hops < 100; hops++) {
      Matcher next = stages.get(last.group(1).toLowerCase(Locale.ROOT));
      if (next == null || next.start() >= last.start()) {
        break;
      }
      last = next;
    }
    String image = last.group(1).toLowerCase(Locale.ROOT);
    if (NODE.matcher(image).matches()) {
      return Optional.empty();
    }
    if (BASE.matcher(image).matches()) {
      return Optional.of(dockerfile.span(last.start(1), last.end(1)));
    }
    Matcher command = COMMAND.matcher(dockerfile.text());
    return command.find(end)
        ? Optional.of(dockerfile.span(command.start(1), command.end(1)))
        : Optional.empty();
  }
}

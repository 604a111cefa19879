package dev.deployarchitect.project;

import dev.deployarchitect.syntax.ecmascript.Script;
import dev.deployarchitect.text.Source;
import dev.deployarchitect.workspace.Workspace;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Server-sent-event and webhook routes of JavaScript applications. */
final class RouteDetector implements Detector {
  private static final Pattern HEALTH = Pattern.compile(".*api/(healthz?)(?:/route)?\\.(?:ts|js)");
  private static final int MAX_FILES = 2_000;
  private static final String ROUTE =
      "(^|.*/)(app/(.*/)?route|pages/api/.*|api/.*|routes?/.*)" + "\\.(ts|tsx|js|mjs)";

  @Override
  public void detect(Workspace workspace, Consumer<Fact> facts) {
    List<String> routes =
        workspace.paths(p -> p.matches(ROUTE) && !p.matches(".*\\.(test|spec|d)\\.\\w+"));
    for (String path : routes.stream().limit(MAX_FILES).toList()) {
      workspace.source(path).ifPresent(source -> route(source, facts));
    }
  }

  private static void route(Source source, Consumer<Fact> facts) {
    Matcher health = HEALTH.matcher(source.path());
    if (health.matches()) {
      facts.accept(
          new Fact(
              Topic.HEALTH_ROUTE, "/api/" + health.group(1), source.path(), source.lineSpan(1)));
    }
    boolean maybeSse = source.text().contains("event-stream");
    boolean maybeWebhook = source.path().contains("webhook") || source.text().contains("ebhook");
    if (!maybeSse && !maybeWebhook) {
      return;
    }
    Script script = Script.read(source);
    if (maybeSse) {
      script
          .stringContaining("text/event-stream")
          .ifPresent(span -> facts.accept(new Fact(Topic.SSE_ROUTE, source.path(), "", span)));
    }
    if (maybeWebhook) {
      Optional<Script.Import> verifier =
          script.imports().stream()
              .filter(i -> i.module().matches("svix|stripe|@clerk/.*webhooks|standardwebhooks"))
              .findFirst();
      boolean named = source.path().matches(".*webhooks?.*");
      if (named || verifier.isPresent()) {
        facts.accept(
            new Fact(
                Topic.WEBHOOK_ROUTE,
                source.path(),
                verifier.map(Script.Import::module).orElse(""),
                verifier.map(Script.Import::span).orElse(source.lineSpan(1))));
      }
    }
  }
}

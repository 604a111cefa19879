package dev.deployarchitect.pipeline.audit;

import dev.deployarchitect.finding.Confidence;
import dev.deployarchitect.finding.Fix;
import dev.deployarchitect.finding.Rule;
import dev.deployarchitect.finding.Severity;
import dev.deployarchitect.pipeline.workflow.Uses;
import dev.deployarchitect.pipeline.workflow.Workflow;
import dev.deployarchitect.syntax.node.Node;
import dev.deployarchitect.text.Source;
import dev.deployarchitect.text.Span;
import dev.deployarchitect.text.TextEdit;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a token may do, and where it is left lying. */
final class TokenRules {
  private static final Pattern USES_TOKEN =
      Pattern.compile("github\\.token|GITHUB_TOKEN|GH_TOKEN|\\bgh |git push|\\.token");

  /** Actions that need no more than to read the repository, by what their action.yml asks for. */
  private static final List<String> READERS =
      List.of(
          "actions/checkout",
          "actions/setup-node",
          "actions/setup-java",
          "actions/setup-python",
          "actions/setup-go",
          "actions/cache",
          "actions/upload-artifact",
          "actions/download-artifact",
          "pnpm/action-setup",
          "oven-sh/setup-bun",
          "docker/setup-buildx-action",
          "docker/setup-qemu-action");

  private TokenRules() {}

  static List<Rule<Audited>> all() {
    return List.of(
        Rule.of(
            "pipeline/no-permissions",
            Severity.MEDIUM,
            "excessive-permissions",
            TokenRules::noPermissions),
        Rule.of("pipeline/write-all", Severity.HIGH, "excessive-permissions", TokenRules::writeAll),
        Rule.of("pipeline/read-all", Severity.LOW, "excessive-permissions", TokenRules::readAll),
        Rule.of(
            "pipeline/write-permission-for-all-jobs",
            Severity.MEDIUM,
            "excessive-permissions",
            TokenRules::wideForAll),
        Rule.of(
                "pipeline/write-permission-above-job",
                Severity.LOW,
                "excessive-permissions",
                TokenRules::wideForOne)
            .whenStrict(),
        Rule.of(
                "pipeline/undocumented-permission",
                Severity.INFO,
                "undocumented-permissions",
                TokenRules::undocumented)
            .whenStrict());
  }

  static List<Rule<Audited>> inSteps() {
    return List.of(
        Rule.of(
            "pipeline/persisted-credentials",
            Severity.LOW,
            Confidence.MEDIUM,
            "artipacked",
            TokenRules::persisted),
        Rule.of(
                "pipeline/checkout-keeps-token",
                Severity.LOW,
                Confidence.LOW,
                "artipacked",
                TokenRules::kept)
            .whenStrict(),
        Rule.of("pipeline/app-token", Severity.MEDIUM, "github-app", TokenRules::appToken),
        Rule.of(
                "pipeline/app-token-permissions",
                Severity.LOW,
                "github-app",
                TokenRules::appTokenPermissions)
            .whenStrict());
  }

  private static void noPermissions(Audited audited, Rule.Reporter report) {
    Workflow workflow = audited.workflow();
    boolean top = workflow.document().at("permissions").isPresent();
    // A workflow that is only called has its caller's token.
    boolean called = workflow.events().equals(List.of("workflow_call"));
    Optional<Workflow.Job> open =
        workflow.jobs().stream()
            .filter(j -> j.at("permissions").isEmpty() && (!called || j.calls()))
            .findFirst();
    if (!top && open.isPresent()) {
      report.at(
          open.get().id().span(),
          "no permissions are set, so GITHUB_TOKEN gets the repository's default, which may write",
          permissions(workflow));
    }
  }

  /** Reading alone, where nothing in the file uses the token for more. */
  private static List<Fix> permissions(Workflow workflow) {
    boolean reads =
        workflow.jobs().stream().noneMatch(Workflow.Job::calls)
            && !USES_TOKEN.matcher(workflow.source().text()).find()
            && workflow
                .steps()
                .allMatch(step ->
                    step.uses().isEmpty()
                        || step.action()
                            .filter(
                                u -> u instanceof Uses.Repository r && READERS.contains(r.full()))
                            .isPresent());
    return workflow.document().root().map(Node::entries).orElse(List.of()).stream()
        .filter(e -> e.key().text().equals("jobs"))
        .map(jobs -> {
          Source source = workflow.source();
          int start = jobs.key().span().start();
          TextEdit edit =
              new TextEdit(source.span(start, start), "permissions:\n  contents: read\n\n");
          return new Fix("let the token read the repository alone", reads, List.of(edit));
        })
        .toList();
  }

  private static Stream<Node> all(Workflow workflow) {
    return Stream.concat(
        workflow.document().at("permissions").stream(),
        workflow.jobs().stream().flatMap(job -> job.at("permissions").stream()));
  }

  private static void writeAll(Audited audited, Rule.Reporter report) {
    all(audited.workflow())
        .filter(p -> p.scalarText().filter("write-all"::equals).isPresent())
        .forEach(p -> report.at(p.span(), "the token may write everything"));
  }

  private static void readAll(Audited audited, Rule.Reporter report) {
    all(audited.workflow())
        .filter(p -> p.scalarText().filter("read-all"::equals).isPresent())
        .forEach(p ->
            report.at(p.span(), "the token may read everything, secrets of security included"));
  }

  private static void wideForAll(Audited audited, Rule.Reporter report) {
    wide(audited.workflow(), false, report);
  }

  private static void wideForOne(Audited audited, Rule.Reporter report) {
    wide(audited.workflow(), true, report);
  }

  private static void wide(Workflow workflow, boolean oneJob, Rule.Reporter report) {
    List<Workflow.Job> heirs =
        workflow.jobs().stream().filter(j -> j.at("permissions").isEmpty()).toList();
    if (heirs.isEmpty() || (workflow.jobs().size() == 1) != oneJob) {
      return;
    }
    for (Node.Entry entry :
        workflow.document().at("permissions").map(Node::entries).orElse(List.of())) {
      if (entry.value().scalarText().filter("write"::equals).isPresent()) {
        report.at(
            entry.key().span(),
            oneJob
                ? "'%s: write' would also hold for a job added later".formatted(entry.key().text())
                : "'%s: write' holds for %d jobs, not only for the one that needs it"
                    .formatted(entry.key().text(), heirs.size()));
      }
    }
  }

  private static void undocumented(Audited audited, Rule.Reporter report) {
    all(audited.workflow())
        .forEach(permissions ->
            permissions.entries().stream()
                .filter(e -> !isPlainRead(e))
                .filter(e -> !hasComment(e))
                .findFirst()
                .ifPresent(e ->
                    report.at(
                        e.key().span(),
                        "nothing says what '%s' is needed for".formatted(e.key().text()))));
  }

  private static boolean isPlainRead(Node.Entry entry) {
    return entry.key().text().equals("contents")
        && entry.value().scalarText().filter("read"::equals).isPresent();
  }

  private static boolean hasComment(Node.Entry entry) {
    String line = entry.key().span().source().lineText(entry.key().span().line());
    return line.matches(".*#\\s*(?!zizmor: ignore\\[[^]]*]\\s*$)\\S.*");
  }

  private static boolean keepsToken(Workflow.Step step) {
    return step.usesRepository("actions/checkout")
        && step.with("persist-credentials")
            .flatMap(Node::scalarText)
            .filter("false"::equalsIgnoreCase)
            .isEmpty();
  }

  private static void persisted(Audited audited, Rule.Reporter report) {
    for (Workflow.Job job : audited.workflow().jobs()) {
      boolean uploads = job.steps().stream().anyMatch(TokenRules::uploadsAll);
      job.steps().stream()
          .filter(s -> uploads && keepsToken(s))
          .forEach(s ->
              report.at(
                  s.span(),
                  "the token stays in .git/config, and this job uploads the whole folder",
                  dropToken(s)));
    }
  }

  private static boolean uploadsAll(Workflow.Step step) {
    return step.usesRepository("actions/upload-artifact")
        && step.with("path")
            .flatMap(Node::scalarText)
            .filter(p -> p.strip().matches("\\.|\\./|\\*\\*?"))
            .isPresent();
  }

  private static void kept(Audited audited, Rule.Reporter report) {
    for (Workflow.Job job : audited.workflow().jobs()) {
      boolean uploads = job.steps().stream().anyMatch(TokenRules::uploadsAll);
      job.steps().stream()
          .filter(s -> !uploads && keepsToken(s))
          .forEach(s ->
              report.at(
                  s.body().span().firstLine(),
                  "the token stays in .git/config for every later step and their tools",
                  dropToken(s)));
    }
  }

  /** Later steps that push need the token, so this is not safe without a look at them. */
  private static List<Fix> dropToken(Workflow.Step step) {
    if (!(step.body() instanceof Node.Mapping body)
        || step.with("persist-credentials").isPresent()) {
      return List.of();
    }
    Source source = body.span().source();
    String setting = "persist-credentials: false";
    Optional<Node> with = body.at("with");
    if (with.isPresent()) {
      return with.get().entries().stream()
          .limit(1)
          .map(first -> {
            Span key = first.key().span();
            String edit = setting + "\n" + " ".repeat(key.column() - 1);
            return Fix.unsafe("drop the token", source.span(key.start(), key.start()), edit);
          })
          .toList();
    }
    return body.entry("uses").stream()
        .map(uses -> {
          String indent = " ".repeat(uses.key().span().column() - 1);
          int end = source.lineSpan(uses.value().span().line()).end();
          return Fix.unsafe(
              "drop the token",
              source.span(end, end),
              "\n%swith:\n%s  %s".formatted(indent, indent, setting));
        })
        .toList();
  }

  private static boolean isAppToken(Workflow.Step step) {
    return step.usesRepository("actions/create-github-app-token");
  }

  private static void appToken(Audited audited, Rule.Reporter report) {
    audited
        .workflow()
        .steps()
        .filter(TokenRules::isAppToken)
        .forEach(step -> {
          step.with("skip-token-revoke")
              .filter(v -> v.scalarText().filter("true"::equalsIgnoreCase).isPresent())
              .ifPresent(
                  v -> report.at(v.span(), "the token stays valid after the job, for an hour"));
          if (step.with("owner").isPresent() && step.with("repositories").isEmpty()) {
            report.at(
                step.with("owner").get().span(),
                "without 'repositories' the token is good for all repositories of this owner");
          }
        });
  }

  private static void appTokenPermissions(Audited audited, Rule.Reporter report) {
    audited
        .workflow()
        .steps()
        .filter(TokenRules::isAppToken)
        .forEach(step -> {
          boolean some =
              step.body().at("with").map(Node::entries).orElse(List.of()).stream()
                  .anyMatch(e -> e.key().text().startsWith("permission-"));
          if (!some) {
            report.at(step.span(), "the token gets every permission of the app");
          }
        });
  }
}

package dev.deployarchitect.pipeline.audit;

import dev.deployarchitect.content.Content;
import dev.deployarchitect.content.DatedTable;
import dev.deployarchitect.finding.Confidence;
import dev.deployarchitect.finding.Fix;
import dev.deployarchitect.finding.Rule;
import dev.deployarchitect.finding.Severity;
import dev.deployarchitect.pipeline.workflow.Uses;
import dev.deployarchitect.pipeline.workflow.Workflow;
import dev.deployarchitect.syntax.node.Node;
import dev.deployarchitect.text.Span;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** Whose code a workflow runs: pinned, forbidden, archived, mistaken for another's. */
final class UsesRules {
  private final DatedTable archived;
  private final Set<String> archivedNames;
  private final Pins pins;
  private final Advisories advisories;
  private final LookAlikes lookAlikes;
  private final Map<String, String> superfluous;

  private UsesRules(Content content) {
    archived = DatedTable.read(content.text("tools/pipeline/lint_workflow/archived-actions.tsv"));
    archivedNames =
        archived.rows().stream()
            .map(row -> row.get("action").toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
    pins = new Pins(content);
    advisories = new Advisories(content);
    lookAlikes = new LookAlikes(content);
    superfluous =
        DatedTable.read(content.text("tools/pipeline/lint_workflow/superfluous-actions.tsv"))
            .rows()
            .stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    row -> row.get("action").toLowerCase(Locale.ROOT), row -> row.get("instead")));
  }

  static List<Rule<Audited>> all(Content content) {
    UsesRules rules = new UsesRules(content);
    return List.of(
        Rule.of("pipeline/unpinned-action", Severity.MEDIUM, "unpinned-uses", rules::unpinned),
        Rule.of("pipeline/forbidden-action", Severity.HIGH, "forbidden-uses", rules::forbidden),
        Rule.of("pipeline/archived-action", Severity.MEDIUM, "archived-uses", rules::archived),
        Rule.of(
            "pipeline/vulnerable-action",
            Severity.HIGH,
            "known-vulnerable-actions",
            rules::vulnerable),
        Rule.of(
            "pipeline/look-alike-action",
            Severity.HIGH,
            Confidence.MEDIUM,
            "typosquat-uses",
            rules::lookAlike),
        Rule.of("pipeline/roundabout-uses", Severity.LOW, "obfuscation", rules::roundabout),
        Rule.of(
                "pipeline/pin-without-version",
                Severity.INFO,
                "ref-version-mismatch",
                rules::versionless)
            .whenStrict(),
        Rule.of(
                "pipeline/workspace-reference",
                Severity.INFO,
                "self-repository",
                rules::workspaceReference)
            .whenStrict(),
        Rule.of(
                "pipeline/superfluous-action",
                Severity.INFO,
                "superfluous-actions",
                rules::superfluous)
            .whenStrict());
  }

  /** Every {@code uses}, of steps and of jobs that call a workflow. */
  private static void each(Audited audited, BiConsumer<Node.Scalar, Uses> seen) {
    for (Workflow.Job job : audited.workflow().jobs()) {
      if (job.at("uses").orElse(null) instanceof Node.Scalar scalar) {
        seen.accept(scalar, Uses.of(scalar.text()));
      }
      job.steps()
          .forEach(s -> s.uses().ifPresent(scalar -> seen.accept(scalar, Uses.of(scalar.text()))));
    }
  }

  private static void eachRepository(
      Audited audited, BiConsumer<Node.Scalar, Uses.Repository> seen) {
    each(
        audited,
        (scalar, uses) -> {
          if (uses instanceof Uses.Repository repository) {
            seen.accept(scalar, repository);
          }
        });
  }

  private void unpinned(Audited audited, Rule.Reporter report) {
    eachRepository(
        audited,
        (scalar, uses) -> {
          String policy = audited.settings().pinning(uses);
          if (policy.equals("any") || uses.pinned()) {
            return;
          }
          if (uses.ref().isEmpty()) {
            report.at(scalar.span(), "'%s' names no version".formatted(scalar.text().strip()));
          } else if (policy.equals("hash-pin")) {
            report.at(
                scalar.span(),
                "'%s' follows the tag or branch '%s', which its owner can move"
                    .formatted(written(uses), uses.ref()),
                pins.fix(scalar, uses));
          }
        });
  }

  private static String written(Uses.Repository uses) {
    return uses.owner() + "/" + uses.name() + (uses.path().isEmpty() ? "" : "/" + uses.path());
  }

  private void forbidden(Audited audited, Rule.Reporter report) {
    List<String> denied = audited.settings().list("forbidden-uses", "deny");
    List<String> allowed = audited.settings().list("forbidden-uses", "allow");
    boolean onlyAllowed = audited.settings().has("forbidden-uses", "allow");
    eachRepository(
        audited,
        (scalar, uses) -> {
          boolean refused =
              denied.stream().anyMatch(p -> ZizmorSettings.covers(p, uses))
                  || (onlyAllowed
                      && allowed.stream().noneMatch(p -> ZizmorSettings.covers(p, uses)));
          if (refused) {
            report.at(
                scalar.span(),
                "zizmor.yml of this repository does not allow '%s'".formatted(written(uses)));
          }
        });
  }

  private void archived(Audited audited, Rule.Reporter report) {
    eachRepository(
        audited,
        (scalar, uses) -> {
          if (archivedNames.contains(uses.slug())) {
            report.at(
                scalar.span(),
                "'%s' is archived (seen %s): nobody mends what is found in it"
                    .formatted(uses.slug(), archived.date()));
          }
        });
  }

  private void vulnerable(Audited audited, Rule.Reporter report) {
    eachRepository(
        audited,
        (scalar, uses) ->
            advisories
                .of(scalar, uses)
                .ifPresent(row ->
                    report.at(
                        scalar.span(),
                        "%s: releases before %s (seen %s)"
                            .formatted(row.get("advisory"), row.get("fixed"), advisories.date()))));
  }

  private void lookAlike(Audited audited, Rule.Reporter report) {
    eachRepository(
        audited,
        (scalar, uses) ->
            lookAlikes
                .of(uses)
                .ifPresent(known ->
                    report.at(
                        scalar.span(),
                        "'%s' is not '%s', and another owner's".formatted(uses.slug(), known))));
  }

  private void roundabout(Audited audited, Rule.Reporter report) {
    each(
        audited,
        (scalar, uses) -> {
          String path = scalar.text().strip().replaceFirst("@.*", "");
          String below = uses instanceof Uses.Repository ? path : path.replaceFirst("^[.$]/", "");
          boolean image = uses instanceof Uses.Image || uses instanceof Uses.Unclear;
          if (!image && (below + "/").matches(".*(/\\.{1,2}/|//).*")) {
            report.at(
                scalar.span(),
                "'%s' goes through '.', '..' or an empty name, so that tools do not recognise it"
                    .formatted(path));
          }
        });
  }

  private void versionless(Audited audited, Rule.Reporter report) {
    eachRepository(
        audited,
        (scalar, uses) -> {
          String line = scalar.span().source().lineText(scalar.span().line());
          if (uses.pinned() && !line.matches(".*#.*\\d.*")) {
            report.at(
                scalar.span(),
                "no version stands beside the commit, so nobody can see how old it is");
          }
        });
  }

  private void workspaceReference(Audited audited, Rule.Reporter report) {
    each(
        audited,
        (scalar, uses) -> {
          if (uses instanceof Uses.Local local && local.path().startsWith("./")) {
            Span dot = scalar.content().source().span(start(scalar), start(scalar) + 1);
            report.at(
                scalar.span(),
                "'./' is whatever lies in the workspace by then; '$/' is this repository at this commit",
                Fix.unsafe("name it by the repository", dot, "$"));
          }
        });
  }

  private static int start(Node.Scalar scalar) {
    return scalar.content().start();
  }

  private void superfluous(Audited audited, Rule.Reporter report) {
    eachRepository(
        audited,
        (scalar, uses) -> {
          String instead = superfluous.get(uses.slug());
          if (instead != null) {
            report.at(
                scalar.span(),
                "the runner can do this itself with '%s', with nobody else's code"
                    .formatted(instead));
          }
        });
  }
}

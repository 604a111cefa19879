package dev.deployarchitect.infrastructure.secret;

import dev.deployarchitect.finding.Finding;
import dev.deployarchitect.finding.Reviewer;
import dev.deployarchitect.finding.Rule;
import dev.deployarchitect.finding.RuleInfo;
import dev.deployarchitect.finding.RuleSet;
import dev.deployarchitect.finding.Severity;
import dev.deployarchitect.project.ProjectProfile;
import dev.deployarchitect.text.Source;
import dev.deployarchitect.workspace.KeyBlocks;
import dev.deployarchitect.workspace.Workspace;
import java.util.List;
import java.util.regex.Pattern;

/** Private keys in files of the repository, whatever kind of file it is. */
public final class PrivateKeyReviewer implements Reviewer {
  /** A key is small; what holds one is not a dump. */
  private static final long MAX_BYTES = 256 << 10;

  private static final Pattern NO_TEXT =
      Pattern.compile(
          "(?i).*\\.(png|jpe?g|gif|webp|avif|ico|svg|pdf|woff2?|ttf|otf|eot|mp[34]|webm|mov|zip|gz|tgz|jar|wasm|map|lock)");

  /** Keys that tests, examples and documents show are meant to be seen. */
  private static final Pattern SHOWN =
      Pattern.compile(
          "(?i)(.*/)?(tests?|__tests__|specs?|testdata|test[-_]?data|fixtures?|__fixtures__|mocks?|__mocks__|examples?|samples?|docs?|e2e|vendor|third_party)/.*"
              + "|.*[._-](test|spec)\\.\\w+|.*_test\\.\\w+|.*\\.(md|mdx|rst|adoc)|.*(example|sample|dummy|snakeoil).*");

  private static final RuleSet<Source> RULES =
      new RuleSet<>(
          "tools/infrastructure/review_infrastructure/rules",
          List.of(
              Rule.of(
                  "infrastructure/private-key-in-repository",
                  Severity.CRITICAL,
                  "",
                  (source, report) -> keys(source, false, report)),
              Rule.<Source>of(
                      "infrastructure/private-key-in-tests",
                      Severity.LOW,
                      "",
                      (source, report) -> keys(source, true, report))
                  .whenStrict()));

  private static void keys(Source source, boolean shown, Rule.Reporter report) {
    if (SHOWN.matcher(source.path()).matches() != shown) {
      return;
    }
    for (KeyBlocks.Block block : KeyBlocks.find(source.text())) {
      int line = source.line(block.from());
      report.at(
          source.lineSpan(line),
          "%s%s in the repository: everybody who can read it, or ever could, has the key"
              .formatted(
                  block.kind().substring(0, 1).toUpperCase(java.util.Locale.ROOT)
                      + block.kind().substring(1),
                  block.encrypted() ? " (under a passphrase)" : ""));
    }
  }

  @Override
  public String subject() {
    return "files with private keys";
  }

  @Override
  public List<RuleInfo> rules() {
    return RULES.infos();
  }

  @Override
  public boolean reads(String path) {
    return !NO_TEXT.matcher(path).matches();
  }

  @Override
  public boolean reads(String path, Workspace workspace) {
    return reads(path)
        && workspace.size(path) <= MAX_BYTES
        // Not kept: this looks into every file of the repository.
        && workspace.read(path) instanceof Workspace.Read.Text(Source source)
        && KeyBlocks.mayHoldKey(source.text())
        && !KeyBlocks.find(source.text()).isEmpty();
  }

  @Override
  public List<Finding> review(List<String> paths, Workspace workspace, ProjectProfile profile) {
    return paths.stream()
        .flatMap(path -> workspace.source(path).stream())
        .flatMap(source -> RULES.check(source).stream())
        .toList();
  }
}

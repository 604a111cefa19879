package dev.deployarchitect.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.deployarchitect.Workspaces;
import dev.deployarchitect.content.Content;
import dev.deployarchitect.servers.Commands;
import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.delivery.Evidence;
import dev.deployarchitect.delivery.OutsideTool;
import dev.deployarchitect.infrastructure.InfrastructureReviewer;
import dev.deployarchitect.infrastructure.PulumiVerifier;
import dev.deployarchitect.project.ProjectProfile;
import dev.deployarchitect.workspace.Workspace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The Pulumi program, compiled by tsc against the real packages and run with mocked providers.
 * {@code npm ci --prefix src/test/pulumi} brings the packages; {@code .ci/run} does so, and fails
 * when these tests are skipped after that.
 */
class PulumiStackTest {
  private static final Path MODULES = Path.of("src/test/pulumi/node_modules").toAbsolutePath();
  private static final OutsideTool OUTSIDE = OutsideTool.onPath(System.getenv("PATH"));
  private static final InfrastructureReviewer REVIEWER =
      new InfrastructureReviewer(Content.packed());

  @TempDir Path folder;

  private Map<String, String> generate() throws IOException {
    return GeneratedFiles.of(
        "generate_pulumi", "{}", folder.resolve("shop"), TerraformStacksTest.NEXT);
  }

  private static List<Evidence> evidence(Map<String, String> files, List<Path> modules) {
    PulumiVerifier verifier = new PulumiVerifier(REVIEWER, OUTSIDE, modules);
    List<Artifact> all =
        files.entrySet().stream().map(e -> new Artifact(e.getKey(), e.getValue(), "")).toList();
    return all.stream()
        .filter(verifier::verifies)
        .flatMap(a -> verifier.verify(a, all).stream())
        .toList();
  }

  private static Stream<String> faults(Map<String, String> files) {
    return evidence(files, List.of(MODULES)).stream()
        .filter(Evidence.Failed.class::isInstance)
        .flatMap(e -> ((Evidence.Failed) e).said().lines());
  }

  @Test
  void noRuleOfOursFindsAnythingNotEvenAStrictOne() throws IOException {
    Map<String, String> files = generate();
    Workspace workspace = Workspaces.of(folder.resolve("out"), files);
    assertThat(
            REVIEWER.review(List.of("pulumi/Pulumi.yaml"), workspace, ProjectProfile.of(workspace)))
        .isEmpty();
    assertThat(files.get("pulumi/src/settings.ts"))
        .contains("webhookPaths: [\"/api/webhooks/clerk\"]", "streamPaths: [\"/api/chat\"]");
  }

  @Test
  void itCompilesAgainstTheRealPackages() throws IOException {
    assumeThat(MODULES).isDirectory();
    Map<String, String> files = generate();
    assertThat(faults(files)).isEmpty();
    assertThat(evidence(files, List.of(MODULES)))
        .anySatisfy(e -> {
          assertThat(e).isInstanceOf(Evidence.Passed.class);
          assertThat(((Evidence.Passed) e).version()).contains("@pulumi/aws 7.", "typescript 5.");
        });
  }

  @Test
  void withoutThePackagesItSaysWhatWouldRunTheCheck() throws IOException {
    Commands.needs("node");
    assertThat(evidence(generate(), List.of(folder)))
        .filteredOn(e -> e.check().contains("tsc"))
        .allSatisfy(e -> assertThat(e).isInstanceOf(Evidence.NotRun.class))
        .anySatisfy(e ->
            assertThat(((Evidence.NotRun) e).why())
                .contains("ARCHITECT_PULUMI_MODULES", "npm install"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/// <reference path=\"/etc/passwd\" />",
        "import \"../outside\";",
        "import x from /* here */ \"./src/../../outside\";",
        "const y = require('/etc/passwd');",
        "import z from \"\\x2e\\x2e/outside\";"
      })
  void aScriptThatNamesFilesOutsideIsNotCompiled(String line) throws IOException {
    assumeThat(MODULES).isDirectory();
    Map<String, String> files = generate();
    files.computeIfPresent("pulumi/index.ts", (_, text) -> line + "\n" + text);
    assertThat(evidence(files, List.of(MODULES)))
        .filteredOn(e -> e.check().contains("tsc"))
        .allSatisfy(e -> assertThat(e).isInstanceOf(Evidence.NotRun.class))
        .anySatisfy(
            e -> assertThat(((Evidence.NotRun) e).why()).contains("files outside of the program"));
  }

  /** Damage, and what is to be said at its line; what lacks is said where its object begins. */
  private record Damage(String file, String right, String wrong, String said) {}

  private static final List<Damage> DAMAGES =
      List.of(
          new Damage(
              "src/service.ts",
              "deregistrationDelay:",
              "deregistrationDelays:",
              "'deregistrationDelays' does not exist"),
          new Damage(
              "src/database.ts",
              "multiAz: args.production",
              "multiAz: \"sometimes\"",
              "Type 'string' is not assignable"),
          new Damage(
              "src/database.ts",
              "storageEncrypted: true",
              "storageEncrypted: false",
              "infrastructure/unencrypted-database"),
          new Damage(
              "src/network.ts",
              "this.vpcId = vpc.id",
              "this.vpcId = vpc.ident",
              "Property 'ident' does not exist"),
          new Damage("src/alarms.ts", "topic: topic.arn, ", "", "'TopicSubscriptionArgs'"),
          new Damage(
              "index.ts",
              "cdn.distributionId",
              "cdn.distribution",
              "Property 'distribution' does not exist"),
          new Damage(
              "Pulumi.staging.yaml", ":minTasks: 1", ":minTask: 1", "no script reads the setting"));

  /** All at once: tsc goes on after an error, and takes five seconds each time. */
  @Test
  void aWrongNameTypeOrReferenceIsCaughtAtItsLine() throws IOException {
    assumeThat(MODULES).isDirectory();
    Map<String, String> files = generate();
    for (Damage damage : DAMAGES) {
      files.computeIfPresent(
          "pulumi/" + damage.file(),
          (_, text) -> {
            assertThat(text).contains(damage.right());
            return text.replaceFirst(Pattern.quote(damage.right()), damage.wrong());
          });
    }
    List<String> faults = faults(files).toList();
    for (Damage damage : DAMAGES) {
      String text = files.get("pulumi/" + damage.file());
      int at = text.indexOf(damage.wrong());
      long line = text.substring(0, at).chars().filter(c -> c == '\n').count() + 1;
      String where = damage.wrong().isEmpty() ? "\\(\\d+" : "[(:]" + line + "[,:]";
      assertThat(faults)
          .anySatisfy(
              f -> assertThat(f).contains(damage.said()).containsPattern(damage.file() + where));
    }
  }

  @Test
  void itsOwnTestsPassWithMockedProviders() throws Exception {
    assumeThat(MODULES).isDirectory();
    for (Map.Entry<String, String> file : generate().entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
    Path program = folder.resolve("pulumi");
    Files.createSymbolicLink(program.resolve("node_modules"), MODULES);
    Process npm =
        new ProcessBuilder("npm", "test")
            .directory(program.toFile())
            .redirectErrorStream(true)
            .start();
    String output = new String(npm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(npm.waitFor()).as(output).isZero();
    assertThat(output).contains("pass 5").contains("fail 0");
  }
}

package dev.deployarchitect.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deployarchitect.Workspaces;
import dev.deployarchitect.content.Content;
import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.delivery.Evidence;
import dev.deployarchitect.delivery.OutsideTool;
import dev.deployarchitect.infrastructure.CloudFormationVerifier;
import dev.deployarchitect.infrastructure.InfrastructureReviewer;
import dev.deployarchitect.project.ProjectProfile;
import dev.deployarchitect.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The stacks in CloudFormation, whole and damaged, and the script that deploys them. */
class CloudFormationStackTest {
  private static final InfrastructureReviewer REVIEWER =
      new InfrastructureReviewer(Content.packed());

  @TempDir Path folder;

  private Map<String, String> generate() throws IOException {
    return GeneratedFiles.of(
        "generate_cloudformation",
        "{\"domain\":\"shop.example.com\"}",
        folder.resolve("shop"),
        TerraformStacksTest.NEXT);
  }

  /** What the checks of ours that failed say, for all files. */
  private static List<String> faults(Map<String, String> files) {
    CloudFormationVerifier verifier = new CloudFormationVerifier(REVIEWER, OutsideTool.none());
    List<Artifact> all =
        files.entrySet().stream().map(e -> new Artifact(e.getKey(), e.getValue(), "")).toList();
    return all.stream()
        .filter(verifier::verifies)
        .flatMap(a -> verifier.verify(a, all).stream())
        .filter(Evidence.Failed.class::isInstance)
        .flatMap(e -> ((Evidence.Failed) e).said().lines())
        .toList();
  }

  @Test
  void noCheckOfOursFindsAnythingNotEvenAStrictRule() throws IOException {
    Map<String, String> files = generate();
    assertThat(files.keySet())
        .contains(
            "cloudformation/network.yaml",
            "cloudformation/database.yaml",
            "cloudformation/service.yaml",
            "cloudformation/cdn.yaml",
            "cloudformation/secrets.yaml",
            "cloudformation/alarms.yaml",
            "cloudformation/environments/production.parameters");
    assertThat(faults(files)).isEmpty();
    Workspace workspace = Workspaces.of(folder.resolve("out"), files);
    assertThat(
            REVIEWER.review(
                workspace.paths(p -> REVIEWER.reads(p, workspace)),
                workspace,
                ProjectProfile.of(workspace)))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          service.yaml  | StopTimeout: !Ref      | StopTimeouts: !Ref        | has no property 'StopTimeouts'; did you mean 'StopTimeout'?
          service.yaml  | ScaleInCooldown: 300   | ScaleInCooldown: slowly   | ScaleInCooldown takes a number, not 'slowly'
          service.yaml  | !GetAtt ExecutionRole.Arn | !GetAtt ExecutionRole.Name | AWS::IAM::Role has no attribute 'Name'
          service.yaml  | DependsOn: Listener    | DependsOn: Listeners      | no resource is called 'Listeners'; did you mean 'Listener'?
          network.yaml  | !If [TwoGateways, !Ref GatewayB | !If [Two, !Ref GatewayB | no condition is called 'Two'
          network.yaml  | AWS::EC2::NatGateway   | AWS::EC2::NATGateway      | no resource type 'AWS::EC2::NATGateway'; did you mean 'AWS::EC2::NatGateway'?
          database.yaml | Family: postgres17     | Families: postgres17      | needs the property 'Family'
          database.yaml | StorageEncrypted: true | StorageEncrypted: false   | unencrypted-database
          cdn.yaml      | -balancer-host         | -balancer-hosts           | no stack exports '${Application}-${Environment}-balancer-hosts'
          edge.yaml     | SearchString: /api/chat | SearchStrings: /api/chat | has no property 'SearchStrings'; did you mean 'SearchString'?
          alarms.yaml   | [!Ref Alarms]          | [!Ref Alarm]              | no parameter or resource is called 'Alarm'; did you mean 'Alarms'?
          environments/staging.parameters | TaskCpu=256 | TaskCpu=300        | TaskCpu must be one of 256, 512
          environments/staging.parameters | MinTasks=1  | MinTask=1          | no template takes the parameter 'MinTask'
          environments/staging.parameters | DatabaseStorage=20 | DatabaseStorage=5 | DatabaseStorage must lie from 20 to 16384
          """)
  void aWrongNameTypeOrReferenceIsCaughtAtItsLine(
      String file, String right, String wrong, String message) throws IOException {
    Map<String, String> files = generate();
    String path = "cloudformation/" + file;
    String text = files.get(path);
    assertThat(text).contains(right);
    int at = text.indexOf(right);
    files.put(path, text.substring(0, at) + wrong + text.substring(at + right.length()));
    int line = (int) text.substring(0, at).chars().filter(c -> c == '\n').count() + 1;
    // What lacks is said where the resource begins.
    String place = message.startsWith("needs") ? path + ":" : path + ":" + line + ":";
    assertThat(faults(files)).anySatisfy(f -> assertThat(f).startsWith(place).contains(message));
  }

  @Test
  void webhooksAndStreamsPassTheLimitsAndSecretsHaveLogicalIds() throws IOException {
    Map<String, String> files = generate();
    assertThat(files.get("cloudformation/edge.yaml"))
        .contains("SearchString: /api/webhooks/clerk", "SearchString: /api/chat");
    assertThat(files.get("cloudformation/secrets.yaml"))
        .contains("  ExaApiKey:\n    Type: AWS::SecretsManager::Secret");
    assertThat(files.get("cloudformation/README.md")).contains("| `CidrBlock` | `10.20.0.0/16` |");
  }

  /**
   * Stands in for aws: it keeps what it was asked, and says that a change replaces the database.
   */
  private void aws(String changes) throws IOException {
    Path bin = Files.createDirectories(folder.resolve("bin"));
    Path program = bin.resolve("aws");
    Files.writeString(
        program,
        """
        #!/usr/bin/env bash
        echo "$*" >>"%1$s/asked"
        case "$*" in
          *" deploy "* | "cloudformation deploy "*) echo "aws cloudformation describe-change-set --change-set-name arn:aws:x" ;;
          *describe-change-set*) printf '%2$s' ;;
          *StackStatus*) echo UPDATE_COMPLETE ;;
          *describe-managed-prefix-lists*) echo pl-1234 ;;
          *OutputKey*) echo "arn:aws:given" ;;
          *describe-secret*) cat "%1$s/versions" ;;
          *Outputs*OutputValue*) printf 'arn:one\\tarn:two\\n' ;;
          *describe-services*) echo "arn:aws:ecs:task/7" ;;
          *describe-task-definition*) echo "repo/app@sha256:abc" ;;
        esac
        """
            .formatted(folder, changes));
    assertThat(program.toFile().setExecutable(true)).isTrue();
    Files.writeString(folder.resolve("versions"), "1\n");
  }

  private record Ran(int exit, String output, List<String> asked) {}

  private Ran deploy(String environment) throws IOException, InterruptedException {
    for (Map.Entry<String, String> file : generate().entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
    ProcessBuilder builder =
        new ProcessBuilder("bash", "cloudformation/deploy.sh", environment)
            .directory(folder.toFile())
            .redirectErrorStream(true);
    builder.environment().put("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
    builder.environment().put("AWS_REGION", "eu-central-1");
    builder.environment().put("YES", "1");
    Process process = builder.start();
    String output =
        new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    int exit = process.waitFor();
    Path asked = folder.resolve("asked");
    return new Ran(exit, output, Files.exists(asked) ? Files.readAllLines(asked) : List.of());
  }

  @Test
  void theScriptRefusesAChangeThatReplacesTheDatabase() throws Exception {
    aws("Modify\\tAWS::RDS::DBInstance\\tDatabase\\tTrue\\n");
    Ran ran = deploy("production");
    assertThat(ran.exit()).isEqualTo(3);
    assertThat(ran.output()).contains("deletes or replaces what holds data; nothing was changed");
    assertThat(ran.asked()).noneMatch(line -> line.contains("execute-change-set"));
  }

  @Test
  void aCheckForLossesThatCannotRunStopsTheScript() throws Exception {
    aws("Add\\tAWS::SNS::Topic\\tAlarms\\tNone\\n");
    Path awk = folder.resolve("bin").resolve("awk");
    Files.writeString(awk, "#!/bin/sh\nexit 127\n");
    assertThat(awk.toFile().setExecutable(true)).isTrue();
    Ran ran = deploy("production");
    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.output()).contains("could not be checked for losses (awk ended with 127)");
    assertThat(ran.asked()).noneMatch(line -> line.contains("execute-change-set"));
  }

  /** Long enough for a pipe to be closed before its end. */
  @Test
  void theScriptRefusesALongListOfLossesToo() throws Exception {
    aws("Remove\\tAWS::SecretsManager::Secret\\tKey\\tNone\\n".repeat(2_000));
    Ran ran = deploy("staging");
    assertThat(ran.exit()).isEqualTo(3);
    assertThat(ran.asked()).noneMatch(line -> line.contains("execute-change-set"));
  }

  @Test
  void theScriptBringsAllStacksUpToDateWithTheImageThatRuns() throws Exception {
    aws("Modify\\tAWS::ECS::Service\\tService\\tFalse\\n");
    Ran ran = deploy("production");
    assertThat(ran.output()).contains("== done: https://shop.example.com");
    assertThat(ran.exit()).isZero();
    List<String> deployed =
        ran.asked().stream().filter(l -> l.startsWith("cloudformation deploy ")).toList();
    Set<String> regions =
        deployed.stream()
            .filter(l -> l.contains("--region us-east-1"))
            .map(l -> l.replaceAll(".*--stack-name (\\S+).*", "$1"))
            .collect(Collectors.toSet());
    assertThat(deployed).hasSize(7);
    assertThat(regions).containsExactly("shop-production-edge");
    assertThat(deployed).anyMatch(l -> l.contains("Image=repo/app@sha256:abc"));
    assertThat(deployed).anyMatch(l -> l.contains("Certificate=arn:aws:given"));
    assertThat(ran.asked())
        .anyMatch(l -> l.contains("set-stack-policy"))
        .anyMatch(l -> l.contains("--enable-termination-protection"));
  }

  @Test
  void theScriptStopsBeforeTasksThatCouldNotStartForWantOfASecret() throws Exception {
    aws("Add\\tAWS::SecretsManager::Secret\\tDatabaseUrl\\tNone\\n");
    Files.writeString(folder.resolve("versions"), "0\n");
    Ran ran = deploy("staging");
    assertThat(ran.exit()).isEqualTo(4);
    assertThat(ran.output()).contains("these have no value yet", "arn:one", "arn:two");
    assertThat(ran.asked()).noneMatch(l -> l.contains("staging-service"));
  }

  @Test
  void theScriptNamesAnEnvironmentThatIsNotThere() throws Exception {
    aws("");
    Ran ran = deploy("test");
    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.output()).contains("there is no").contains("environments/test.parameters");
    assertThat(ran.asked()).isEmpty();
  }
}

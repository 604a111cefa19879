package dev.deployarchitect.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deployarchitect.Workspaces;
import dev.deployarchitect.content.Content;
import dev.deployarchitect.project.ProjectProfile;
import dev.deployarchitect.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same fault has the same name in every language. */
class InfrastructureReviewerTest {
  private static final InfrastructureReviewer REVIEWER =
      new InfrastructureReviewer(Content.packed());

  @TempDir Path folder;

  private List<String> review(Map<String, String> files) throws IOException {
    Workspace workspace = Workspaces.of(folder, files);
    List<String> paths = workspace.paths(p -> REVIEWER.reads(p, workspace));
    return REVIEWER.review(paths, workspace, ProjectProfile.of(workspace)).stream()
        .map(f -> f.span().place() + " " + f.rule().id().replace("infrastructure/", ""))
        .toList();
  }

  @Test
  void aTemplateOfAnyNameIsReadAndOtherYamlIsNot() throws IOException {
    assertThat(
            review(
                Map.of(
                    "RDS/database.yaml",
                    """
                    AWSTemplateFormatVersion: "2010-09-09"
                    Parameters:
                      DbPassword:
                        Type: String
                        Default: hunter22
                      ApiKey:
                        Type: String
                        NoEcho: true
                    Resources:
                      Db:
                        Type: AWS::RDS::DBInstance
                        DeletionPolicy: Snapshot
                        Properties:
                          PubliclyAccessible: true
                          StorageEncrypted: !Ref Encrypted
                          MultiAZ: true
                          MasterUserPassword: !Sub "{{resolve:secretsmanager:${Secret}}}"
                      Group:
                        Type: AWS::EC2::SecurityGroup
                        Properties:
                          GroupDescription: open
                          SecurityGroupIngress:
                            - IpProtocol: tcp
                              FromPort: 5432
                              ToPort: 5432
                              CidrIp: 0.0.0.0/0
                    """,
                    "k8s/deployment.yaml",
                    "kind: Deployment\nmetadata:\n  name: x\n")))
        .contains(
            "RDS/database.yaml:14:7 public-database",
            "RDS/database.yaml:5:5 secret-in-code",
            "RDS/database.yaml:26:11 open-security-group")
        .noneMatch(f ->
            f.contains("k8s")
                || f.contains("unencrypted")
                || f.contains("single-zone")
                || f.contains("deletion")
                || f.contains("shown-secret"));
  }

  @Test
  void policiesInJsonAreReadByTheirStatements() throws IOException {
    assertThat(
            review(
                Map.of(
                    "role.template.json",
                    """
                    {
                      "Resources": {
                        "Role": {
                          "Type": "AWS::IAM::Role",
                          "Properties": {
                            "AssumeRolePolicyDocument": {
                              "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"AWS": "*"}}]
                            },
                            "Policies": [
                              {"PolicyName": "all", "PolicyDocument": {"Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}}},
                              {"PolicyName": "none", "PolicyDocument": {"Statement": {"Effect": "Deny", "Action": "*", "Resource": "*"}}}
                            ]
                          }
                        }
                      }
                    }
                    """)))
        .containsExactlyInAnyOrder(
            "role.template.json:7:87 open-trust", "role.template.json:10:85 wildcard-iam");
  }

  @Test
  void aPulumiProgramIsReadWhereItSaysWhatItMakes() throws IOException {
    assertThat(
            review(
                Map.of(
                    "infra/Pulumi.yaml",
                    "name: shop\nruntime: nodejs\n",
                    "infra/database.ts",
                    """
                    import * as aws from "@pulumi/aws";
                    import * as pulumi from "@pulumi/pulumi";

                    const config = new pulumi.Config();
                    export const db = new aws.rds.Instance(`db-${config.require("env")}`, {
                      instanceClass: "db.t4g.medium",
                      publiclyAccessible: true,
                      storageEncrypted: config.requireBoolean("encrypted"),
                      multiAz: !staging,
                      backupRetentionPeriod: 7,
                      deletionProtection: true,
                      password: "correct horse",
                      tags: { ...common, tier: "data" },
                    });
                    """,
                    "src/other.ts",
                    "import * as aws from \"@pulumi/aws\";\n"
                        + "new aws.rds.Instance(\"x\", { publiclyAccessible: true });\n")))
        .containsExactlyInAnyOrder(
            "infra/database.ts:7:3 public-database",
            "infra/database.ts:12:3 secret-in-code",
            "infra/database.ts:5:19 no-alarm",
            "infra/database.ts:5:19 no-budget");
  }

  @Test
  void aStateIsNamedAndNeverOpened() throws IOException {
    String secret = "{\"resources\": [{\"password\": \"hunter22\"}]}";
    assertThat(review(Map.of("terraform.tfstate", secret)))
        .containsExactly("terraform.tfstate:1:1 state-in-repository");
  }

  @Test
  void itIsSaidWhichResourcesNoSchemaWasHeldAgainst() throws IOException {
    Workspace workspace =
        Workspaces.of(
            folder,
            Map.of(
                "main.tf",
                """
                terraform {
                  required_providers {
                    aws = { source = "hashicorp/aws", version = "~> 5.0" }
                  }
                }
                resource "aws_sqs_queue" "jobs" {}
                resource "heroku_app" "app" {}
                """));
    assertThat(REVIEWER.remark(List.of(), workspace))
        .contains(
            "Not held against a schema: 1 of hashicorp/aws ~> 5.0 (the schema here is of 6.66.0);"
                + " 1 of hashicorp/heroku (no schema is packed).");
  }

  @Test
  void brokenFilesGiveProblemsAndTheRestIsStillRead() throws IOException {
    assertThat(
            review(
                Map.of(
                    "a.tf",
                    "resource \"aws_db_instance\" \"a\" {\n  publicly_accessible = true\n  x = [1,\n}\n",
                    "cfn.yaml",
                    "Resources:\n  A: {Type: AWS::S3::Bucket, Properties: [}\n")))
        .contains("a.tf:2:3 public-database")
        .anyMatch(f -> f.endsWith("terraform-syntax"));
  }
}

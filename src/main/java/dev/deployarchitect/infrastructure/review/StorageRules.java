package dev.deployarchitect.infrastructure.review;

import dev.deployarchitect.finding.Rule;
import dev.deployarchitect.finding.Severity;
import dev.deployarchitect.infrastructure.resource.Stack;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Rules on buckets, disks, caches, images and keys. */
final class StorageRules {
  private static final Map<String, String> ENCRYPTION =
      Map.of(
          "aws_ebs_volume", "encrypted",
          "aws_efs_file_system", "encrypted",
          "aws_elasticache_replication_group", "at_rest_encryption_enabled");
  private static final List<String> GUARDS =
      List.of(
          "block_public_acls",
          "block_public_policy",
          "ignore_public_acls",
          "restrict_public_buckets");

  private StorageRules() {}

  static List<Rule<Stack>> all() {
    return List.of(
        Rule.of(
            "infrastructure/public-bucket",
            Severity.HIGH,
            "CKV_AWS_20 CKV_AWS_57 CKV_GCP_28",
            StorageRules::publicBucket),
        Rule.of(
            "infrastructure/unencrypted-storage",
            Severity.MEDIUM,
            "CKV_AWS_3 CKV_AWS_42 CKV_AWS_29 CKV_AWS_30",
            StorageRules::encrypted),
        Rule.of(
            "infrastructure/mutable-image-tag",
            Severity.LOW,
            "CKV_AWS_51",
            (stack, report) ->
                stack
                    .of("aws_ecr_repository")
                    .filter(
                        r -> r.field("image_tag_mutability").map(f -> f.is("MUTABLE")).orElse(true))
                    .forEach(r ->
                        report.at(
                            r.place("image_tag_mutability"),
                            "a tag that was tested can be pushed again with other bytes"))),
        Rule.of(
            "infrastructure/key-without-rotation",
            Severity.LOW,
            "CKV_AWS_7",
            (stack, report) ->
                ResourceRules.require(
                    stack,
                    report,
                    "aws_kms_key",
                    r ->
                        r.has("customer_master_key_spec")
                            || r.has("key_spec")
                            || r.has("key_usage"),
                    "the material of this key is never exchanged",
                    "enable_key_rotation")));
  }

  private static void publicBucket(Stack stack, Rule.Reporter report) {
    stack
        .of("aws_s3_bucket", "aws_s3_bucket_acl")
        .flatMap(r -> r.properties().at("acl"))
        .filter(f -> f.value().literal().filter(v -> v.matches("(?i)public-?read.*")).isPresent())
        .forEach(f -> report.at(f.span(), "everybody may read this bucket"));
    for (String guard : GUARDS) {
      String off = "the guard against public objects is off";
      ResourceRules.flag(stack, report, "aws_s3_bucket_public_access_block", "false", off, guard);
      ResourceRules.flag(
          stack, report, "aws_s3_bucket", "false", off, "public_access_block_configuration", guard);
    }
    stack
        .of("google_storage_bucket_iam_member", "google_storage_bucket_iam_binding")
        .flatMap(r -> Stream.of("member", "members").flatMap(n -> r.properties().at(n)))
        .filter(f ->
            f.value().texts().anyMatch(t -> t.text().matches("allUsers|allAuthenticatedUsers")))
        .forEach(f -> report.at(f.span(), "everybody may read this bucket"));
  }

  private static void encrypted(Stack stack, Rule.Reporter report) {
    ENCRYPTION.forEach((type, argument) ->
        ResourceRules.require(
            stack,
            report,
            type,
            r -> r.has("snapshot_id"),
            "what is stored here is not encrypted",
            argument));
    ResourceRules.require(
        stack,
        report,
        "aws_elasticache_replication_group",
        r -> false,
        "connections to this cache are not encrypted",
        "transit_encryption_enabled");
  }
}

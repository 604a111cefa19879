package dev.deployarchitect.infrastructure.terraform;

import dev.deployarchitect.finding.Confidence;
import dev.deployarchitect.finding.Rule;
import dev.deployarchitect.finding.Severity;
import dev.deployarchitect.syntax.hcl.HclBody.Attribute;
import dev.deployarchitect.syntax.hcl.HclBody.Block;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Rules on Terraform: what is open, unencrypted, unbacked or unpinned. */
final class TerraformRules {
  private static final Pattern SECRET =
      Pattern.compile("(?i)(.*_)?(password|secret|token|api_key|private_key|secret_string)");

  private TerraformRules() {}

  static List<Rule<TerraformModule>> all() {
    return List.of(
        Rule.of(
            "infrastructure/open-security-group",
            Severity.CRITICAL,
            "CKV_AWS_24 CKV_AWS_25 CKV_AWS_260",
            TerraformRules::openGroup),
        Rule.of(
            "infrastructure/public-database",
            Severity.CRITICAL,
            "CKV_AWS_17",
            (module, report) ->
                flag(
                    module,
                    report,
                    "publicly_accessible",
                    "true",
                    "this database answers the whole internet",
                    "aws_db_instance",
                    "aws_rds_cluster_instance")),
        Rule.of(
            "infrastructure/public-bucket",
            Severity.HIGH,
            "CKV_AWS_20 CKV_AWS_57",
            TerraformRules::publicBucket),
        Rule.of(
            "infrastructure/unencrypted-database",
            Severity.HIGH,
            "CKV_AWS_16 CKV_AWS_96",
            (module, report) ->
                require(
                    module,
                    report,
                    "storage_encrypted",
                    "the storage of this database is not encrypted",
                    "aws_db_instance",
                    "aws_rds_cluster")),
        Rule.of("infrastructure/no-backup", Severity.HIGH, "CKV_AWS_133", TerraformRules::backup),
        Rule.of(
            "infrastructure/no-deletion-protection",
            Severity.MEDIUM,
            "CKV_AWS_293 CKV_AWS_139",
            (module, report) ->
                require(
                    module,
                    report,
                    "deletion_protection",
                    "one terraform destroy, or one renamed resource, deletes this database",
                    "aws_db_instance",
                    "aws_rds_cluster",
                    "google_sql_database_instance")),
        Rule.of(
            "infrastructure/wildcard-iam",
            Severity.HIGH,
            "CKV_AWS_63 CKV_AWS_62 CKV_AWS_49",
            TerraformRules::wildcard),
        Rule.of(
            "infrastructure/secret-in-code",
            Severity.CRITICAL,
            "CKV_SECRET_6",
            TerraformRules::secret),
        Rule.of(
            "infrastructure/unpinned-provider",
            Severity.MEDIUM,
            "terraform_required_providers",
            TerraformRules::provider),
        Rule.of(
            "infrastructure/unpinned-module",
            Severity.MEDIUM,
            "terraform_module_pinned_source CKV_TF_1",
            TerraformRules::module),
        Rule.of(
            "infrastructure/local-state",
            Severity.MEDIUM,
            Confidence.MEDIUM,
            "",
            TerraformRules::state),
        Rule.of(
            "infrastructure/single-zone-database",
            Severity.LOW,
            "CKV_AWS_157",
            (module, report) ->
                require(
                    module,
                    report,
                    "multi_az",
                    "a failed zone takes this database down until it is restored",
                    "aws_db_instance")));
  }

  private static void openGroup(TerraformModule module, Rule.Reporter report) {
    module
        .resources("aws_security_group")
        .flatMap(b -> b.body().blocks("ingress"))
        .forEach(b -> open(b, report));
    module
        .resources("aws_security_group_rule")
        .filter(b -> b.body().attribute("type").filter(a -> a.value().is("ingress")).isPresent())
        .forEach(b -> open(b, report));
    module.resources("aws_vpc_security_group_ingress_rule").forEach(b -> open(b, report));
  }

  private static void open(Block block, Rule.Reporter report) {
    Optional<Attribute> world =
        List.of("cidr_blocks", "cidr_ipv4", "ipv6_cidr_blocks").stream()
            .flatMap(name -> block.body().attribute(name).stream())
            .filter(
                a -> a.value().strings().stream().anyMatch(s -> s.matches("0\\.0\\.0\\.0/0|::/0")))
            .findFirst();
    String from = block.body().attribute("from_port").flatMap(a -> a.value().literal()).orElse("");
    String to = block.body().attribute("to_port").flatMap(a -> a.value().literal()).orElse(from);
    boolean web = (from.equals("443") || from.equals("80")) && to.equals(from);
    boolean known =
        !from.isEmpty()
            || block.body().attribute("ip_protocol").isPresent()
            || block.body().attribute("protocol").filter(a -> a.value().is("-1")).isPresent();
    if (world.isPresent() && !web && known) {
      report.at(
          world.get().span().firstLine(),
          "the whole internet may reach port%s"
              .formatted(
                  from.isEmpty() || from.equals("0")
                      ? "s of every kind"
                      : from.equals(to) ? " " + from : "s " + from + " to " + to));
    }
  }

  private static void flag(
      TerraformModule module,
      Rule.Reporter report,
      String name,
      String value,
      String message,
      String... types) {
    module
        .resources(types)
        .flatMap(b -> b.body().attribute(name).stream())
        .filter(a -> a.value().is(value))
        .forEach(a -> report.at(a.span(), message));
  }

  private static void require(
      TerraformModule module, Rule.Reporter report, String name, String message, String... types) {
    module
        .resources(types)
        .filter(b -> b.body().attribute("replicate_source_db").isEmpty())
        .filter(b -> b.body().attribute(name).map(a -> a.value().is("false")).orElse(true))
        .forEach(b ->
            report.at(b.body().attribute(name).map(Attribute::span).orElse(b.head()), message));
  }

  private static void publicBucket(TerraformModule module, Rule.Reporter report) {
    module
        .resources("aws_s3_bucket", "aws_s3_bucket_acl")
        .flatMap(b -> b.body().attribute("acl").stream())
        .filter(a -> a.value().literal().filter(v -> v.startsWith("public-")).isPresent())
        .forEach(a -> report.at(a.span(), "everybody may read this bucket"));
    for (String name :
        List.of(
            "block_public_acls",
            "block_public_policy",
            "ignore_public_acls",
            "restrict_public_buckets")) {
      flag(
          module,
          report,
          name,
          "false",
          "the guard against public objects is off",
          "aws_s3_bucket_public_access_block");
    }
  }

  private static void backup(TerraformModule module, Rule.Reporter report) {
    module
        .resources("aws_db_instance")
        .filter(b -> b.body().attribute("replicate_source_db").isEmpty())
        .forEach(b -> {
          Optional<Attribute> days = b.body().attribute("backup_retention_period");
          if (days.isEmpty() || days.get().value().is("0")) {
            report.at(
                days.map(Attribute::span).orElse(b.head()),
                "no automated backups: nothing to restore, and no point in time to go back to");
          }
        });
  }

  private static void wildcard(TerraformModule module, Rule.Reporter report) {
    module
        .blocks("data")
        .filter(b -> b.label(0).equals("aws_iam_policy_document"))
        .flatMap(b -> b.body().blocks("statement"))
        .filter(s -> s.body().attribute("effect").filter(a -> a.value().is("Deny")).isEmpty())
        .forEach(s ->
            s.body()
                .attribute("actions")
                .filter(a -> a.value().strings().contains("*"))
                .ifPresent(a -> report.at(a.span().firstLine(), "this role may do everything")));
    module.files().stream()
        .flatMap(f -> f.body().allAttributes())
        .filter(a -> a.name().equals("policy") || a.name().equals("inline_policy"))
        .filter(
            a -> a.value().span().text().matches("(?s).*\"?Action\"?\\s*[=:]\\s*\\[?\\s*\"\\*\".*"))
        .filter(a -> !a.value().span().text().matches("(?s).*\"?Effect\"?\\s*[=:]\\s*\"Deny\".*"))
        .forEach(a -> report.at(a.span().firstLine(), "this role may do everything"));
  }

  private static void secret(TerraformModule module, Rule.Reporter report) {
    module.files().stream()
        .flatMap(f -> f.body().allAttributes())
        .filter(a -> SECRET.matcher(a.name()).matches())
        .filter(a ->
            a.value()
                .literal()
                .filter(v -> v.length() > 3 && !v.matches("true|false|null|arn:.*|\\d+"))
                .isPresent())
        .filter(a -> a.value().isPlainString())
        .forEach(a ->
            report.at(
                a.nameSpan(),
                "the value of '%s' stands in the repository, and in the state"
                    .formatted(a.name())));
    module
        .blocks("variable")
        .filter(b -> SECRET.matcher(b.label(0)).matches())
        .flatMap(b -> b.body().attribute("default").stream())
        .filter(a -> a.value().literal().filter(v -> !v.isEmpty() && !v.equals("null")).isPresent())
        .forEach(a -> report.at(a.span(), "a secret has a default in the repository"));
  }

  private static void provider(TerraformModule module, Rule.Reporter report) {
    module
        .blocks("terraform")
        .flatMap(b -> b.body().blocks("required_providers"))
        .flatMap(b -> b.body().attributes().stream())
        .filter(a -> !a.value().span().text().contains("version"))
        .forEach(a ->
            report.at(
                a.nameSpan(),
                "provider '%s' has no version: the next init may bring a breaking one"
                    .formatted(a.name())));
    boolean declared =
        module
            .blocks("terraform")
            .anyMatch(b -> b.body().blocks("required_providers").findAny().isPresent());
    if (!declared) {
      module
          .blocks("provider")
          .findFirst()
          .ifPresent(b ->
              report.at(
                  b.head(),
                  "provider '%s' is used without required_providers: any version may come"
                      .formatted(b.label(0))));
    }
  }

  private static void module(TerraformModule module, Rule.Reporter report) {
    module
        .blocks("module")
        .forEach(b ->
            b.body()
                .attribute("source")
                .ifPresent(source -> {
                  String text = source.value().literal().orElse("");
                  boolean local = text.startsWith(".") || text.isEmpty();
                  boolean git = text.matches("(git::.*|github\\.com/.*|git@.*)");
                  boolean pinned =
                      git ? text.contains("?ref=") : b.body().attribute("version").isPresent();
                  if (!local && !pinned) {
                    report.at(
                        source.span(),
                        "module '%s' follows whatever its source holds today"
                            .formatted(b.label(0)));
                  }
                }));
  }

  private static void state(TerraformModule module, Rule.Reporter report) {
    boolean remote =
        module
            .blocks("terraform")
            .anyMatch(b ->
                b.body().blocks("backend").anyMatch(k -> !k.label(0).equals("local"))
                    || b.body().blocks("cloud").findAny().isPresent());
    boolean root = module.blocks("provider").findAny().isPresent();
    if (root && !remote && module.blocks("resource").findAny().isPresent()) {
      module
          .blocks("provider")
          .findFirst()
          .ifPresent(b ->
              report.at(
                  b.head(),
                  "the state stays on one machine, without a lock: two applies corrupt it, and it holds"
                      + " secrets in clear text"));
    }
  }
}

package dev.deployarchitect.infrastructure.terraform;

import dev.deployarchitect.finding.Confidence;
import dev.deployarchitect.finding.Rule;
import dev.deployarchitect.finding.Severity;
import dev.deployarchitect.syntax.hcl.HclExpression;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Rules on Terraform itself: versions, states, declarations. */
final class TerraformRules {
  private TerraformRules() {}

  static List<Rule<TerraformModule>> all() {
    return List.of(
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
        Rule.of("infrastructure/unlocked-state", Severity.HIGH, "", TerraformRules::lock),
        Rule.of("infrastructure/secret-in-state", Severity.MEDIUM, "", TerraformRules::inState),
        Rule.of(
            "infrastructure/duplicate-key",
            Severity.MEDIUM,
            "terraform_map_duplicate_keys",
            TerraformRules::duplicates),
        Rule.of(
            "infrastructure/no-required-version",
            Severity.LOW,
            "terraform_required_version",
            TerraformRules::version),
        Rule.of(
                "infrastructure/untyped-variable",
                Severity.LOW,
                "terraform_typed_variables",
                TerraformRules::untyped)
            .whenStrict(),
        Rule.of(
                "infrastructure/undocumented-interface",
                Severity.LOW,
                "terraform_documented_variables terraform_documented_outputs",
                TerraformRules::undocumented)
            .whenStrict(),
        Rule.of("infrastructure/missing-tags", Severity.LOW, "", TerraformRules::tags)
            .whenStrict());
  }

  /** Two applies at once corrupt a state without a lock. */
  private static void lock(TerraformModule module, Rule.Reporter report) {
    module
        .blocks("terraform")
        .flatMap(t -> t.body().blocks("backend"))
        .filter(b -> b.label(0).equals("s3"))
        .filter(b -> b.body().attribute("dynamodb_table").isEmpty())
        .filter(
            b -> b.body().attribute("use_lockfile").map(a -> a.value().is("false")).orElse(true))
        .forEach(
            b -> report.at(b.head(), "nothing locks this state: two applies at once corrupt it"));
  }

  /** Where the provider has an argument that is written and never stored. */
  private static final Map<String, String> WRITE_ONLY =
      Map.of(
          "aws_db_instance", "password",
          "aws_rds_cluster", "master_password",
          "aws_secretsmanager_secret_version", "secret_string",
          "aws_ssm_parameter", "value",
          "google_secret_manager_secret_version", "secret_data",
          "google_sql_user", "password");

  private static void inState(TerraformModule module, Rule.Reporter report) {
    WRITE_ONLY.forEach((type, argument) ->
        module
            .resources(type)
            .filter(b ->
                !type.equals("aws_ssm_parameter")
                    || b.body()
                        .attribute("type")
                        .filter(a -> a.value().is("SecureString"))
                        .isPresent())
            .flatMap(b -> b.body().attribute(argument).stream())
            .filter(a -> !a.value().is("null"))
            .forEach(a ->
                report.at(
                    a.span().firstLine(),
                    "this value stands in the state in clear text; '%s_wo' does not store it"
                        .formatted(argument))));
  }

  private static void duplicates(TerraformModule module, Rule.Reporter report) {
    module.files().stream()
        .flatMap(f -> f.body().allAttributes())
        .flatMap(a -> a.value().all())
        .filter(HclExpression.Mapping.class::isInstance)
        .forEach(e -> {
          Set<String> seen = new HashSet<>();
          ((HclExpression.Mapping) e)
              .items()
              .forEach(item ->
                  item.name()
                      .filter(name -> !seen.add(name))
                      .ifPresent(name ->
                          report.at(
                              item.key().span(),
                              "the key '%s' stands twice: the last one wins".formatted(name))));
        });
  }

  private static boolean root(TerraformModule module) {
    return module.blocks("provider").findAny().isPresent();
  }

  private static void version(TerraformModule module, Rule.Reporter report) {
    boolean said =
        module
            .blocks("terraform")
            .anyMatch(t -> t.body().attribute("required_version").isPresent());
    if (root(module) && !said) {
      module
          .blocks("provider")
          .findFirst()
          .ifPresent(b ->
              report.at(b.head(), "nothing says which versions of Terraform this is written for"));
    }
  }

  private static void untyped(TerraformModule module, Rule.Reporter report) {
    module
        .blocks("variable")
        .filter(v -> v.body().attribute("type").isEmpty())
        .forEach(v -> report.at(v.head(), "'%s' takes a value of any type".formatted(v.label(0))));
  }

  private static void undocumented(TerraformModule module, Rule.Reporter report) {
    Stream.concat(module.blocks("variable"), module.blocks("output"))
        .filter(b -> b.body().attribute("description").isEmpty())
        .forEach(b -> report.at(b.head(), "nothing says what '%s' is for".formatted(b.label(0))));
  }

  private static void tags(TerraformModule module, Rule.Reporter report) {
    boolean tagged =
        module.blocks("resource").anyMatch(r -> r.body().attribute("tags").isPresent());
    module
        .blocks("provider")
        .filter(p -> p.label(0).equals("aws") && !tagged)
        .filter(p -> module.blocks("resource").findAny().isPresent())
        .filter(p -> p.body().blocks("default_tags").findAny().isEmpty())
        .forEach(p ->
            report.at(p.head(), "nothing says whose these resources are, and what they cost whom"));
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

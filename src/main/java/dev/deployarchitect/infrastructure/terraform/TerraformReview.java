package dev.deployarchitect.infrastructure.terraform;

import dev.deployarchitect.finding.Finding;
import dev.deployarchitect.finding.RuleInfo;
import dev.deployarchitect.finding.RuleSet;
import dev.deployarchitect.infrastructure.resource.Stack;
import dev.deployarchitect.infrastructure.schema.ProviderSchemas;
import dev.deployarchitect.project.Paths;
import dev.deployarchitect.text.Problem;
import dev.deployarchitect.text.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds faults in Terraform, folder by folder, as Terraform itself reads it. */
public final class TerraformReview {
  private final RuleSet<TerraformModule> own;
  private final RuleSet<Stack> shared;
  private final ProviderSchemas schemas;

  /**
   * A review.
   *
   * @param folder where the pages of the rules lie
   * @param shared the rules on resources of any language
   */
  public TerraformReview(String folder, RuleSet<Stack> shared, ProviderSchemas schemas) {
    this.own =
        new RuleSet<>(
            folder,
            Stream.concat(ValidityRules.all().stream(), TerraformRules.all().stream()).toList());
    this.shared = shared;
    this.schemas = schemas;
  }

  /** The rules on what terraform itself would refuse. */
  public static boolean isValidity(RuleInfo rule) {
    return ValidityRules.all().stream().anyMatch(r -> r.id().equals(rule.id()));
  }

  /** The rules on Terraform alone. */
  public List<RuleInfo> rules() {
    return own.infos();
  }

  /** The findings in the {@code wanted} of these files, which are read together. */
  public List<Finding> review(List<Source> sources, Set<String> wanted) {
    Set<String> folders = wanted.stream().map(Paths::folder).collect(Collectors.toSet());
    List<Finding> findings = new ArrayList<>();
    for (TerraformModule module : TerraformModule.read(sources, schemas.open())) {
      if (folders.contains(module.folder())) {
        findings.addAll(own.check(module));
        findings.addAll(shared.check(TerraformResources.stack(module)));
      }
    }
    return findings.stream().filter(f -> wanted.contains(f.span().path())).toList();
  }

  /**
   * The schemas that the resources of one file were held against, such as {@code hashicorp/aws
   * 6.66.0}.
   */
  public List<String> schemas(List<Source> sources, String path) {
    return TerraformModule.read(sources, schemas.open()).stream()
        .flatMap(m ->
            Stream.concat(m.blocks("resource"), m.blocks("data"))
                .filter(b -> b.head().path().equals(path))
                .flatMap(b -> m.schemaOf(b).stream()))
        .map(s -> s.source() + " " + s.version())
        .distinct()
        .sorted()
        .toList();
  }

  /** Whether another of these folders calls {@code folder} as a module. */
  public boolean isCalled(String folder, List<Source> sources) {
    return TerraformModule.read(sources, schemas.open()).stream()
        .flatMap(m -> m.blocks("module").flatMap(call -> ModuleCalls.target(m, call).stream()))
        .anyMatch(m -> m.folder().equals(folder));
  }

  /** Whether a module stands in the folder of a file of values or above, which declares them. */
  public boolean hasModule(Source values, List<Source> sources) {
    return Tfvars.module(values, sources, schemas.open()).isPresent();
  }

  /** What does not fit in a file of values, by place. */
  public List<Problem> values(Source values, List<Source> sources) {
    return Tfvars.check(values, sources, schemas.open());
  }

  /** Which resources in files of these paths were held against no schema, and why. */
  public Optional<String> unchecked(List<Source> sources, Predicate<String> paths) {
    Map<String, Integer> unchecked = new TreeMap<>();
    for (TerraformModule module : TerraformModule.read(sources, schemas.open())) {
      Stream.concat(module.blocks("resource"), module.blocks("data"))
          .filter(block -> paths.test(block.head().path()) && module.schemaOf(block).isEmpty())
          .forEach(block -> unchecked.merge(module.unchecked(block), 1, Integer::sum));
    }
    return unchecked.isEmpty()
        ? Optional.empty()
        : Optional.of(
            unchecked.entrySet().stream()
                .map(e -> "%d of %s".formatted(e.getValue(), e.getKey()))
                .collect(Collectors.joining("; ", "Not held against a schema: ", ".")));
  }
}

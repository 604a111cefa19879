package dev.deployarchitect.infrastructure.terraform;

import dev.deployarchitect.finding.Finding;
import dev.deployarchitect.finding.Reviewer;
import dev.deployarchitect.finding.RuleInfo;
import dev.deployarchitect.finding.RuleSet;
import dev.deployarchitect.infrastructure.schema.ProviderSchemas;
import dev.deployarchitect.project.Paths;
import dev.deployarchitect.project.ProjectProfile;
import dev.deployarchitect.text.Source;
import dev.deployarchitect.workspace.Workspace;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds faults in Terraform, folder by folder, as Terraform itself reads it. */
public final class TerraformReviewer implements Reviewer {
  private static final RuleSet<TerraformModule> RULES =
      new RuleSet<>(
          "tools/infrastructure/review_infrastructure/rules",
          Stream.concat(ValidityRules.all().stream(), TerraformRules.all().stream()).toList());

  private final ProviderSchemas schemas;

  public TerraformReviewer(ProviderSchemas schemas) {
    this.schemas = schemas;
  }

  @Override
  public String subject() {
    return "Terraform files";
  }

  @Override
  public List<RuleInfo> rules() {
    return RULES.infos();
  }

  @Override
  public boolean reads(String path) {
    return path.endsWith(".tf");
  }

  @Override
  public List<Finding> review(List<String> paths, Workspace workspace, ProjectProfile profile) {
    List<Source> all =
        workspace.paths(this::reads).stream().flatMap(p -> workspace.source(p).stream()).toList();
    return review(all, Set.copyOf(paths));
  }

  /** Which resources were held against no schema, and why. */
  @Override
  public Optional<String> remark(List<Finding> findings, Workspace workspace) {
    List<Source> sources =
        workspace.paths(this::reads).stream().flatMap(p -> workspace.source(p).stream()).toList();
    Map<String, Integer> unchecked = new TreeMap<>();
    for (TerraformModule module : TerraformModule.read(sources, schemas.open())) {
      Stream.concat(module.blocks("resource"), module.blocks("data"))
          .filter(block -> module.schemaOf(block).isEmpty())
          .forEach(block -> unchecked.merge(module.unchecked(block), 1, Integer::sum));
    }
    if (unchecked.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        unchecked.entrySet().stream()
            .map(e -> "%d of %s".formatted(e.getValue(), e.getKey()))
            .collect(Collectors.joining("; ", "Not held against a schema: ", ".")));
  }

  /** The findings in these files, which are read together. */
  public List<Finding> review(List<Source> sources) {
    return review(sources, sources.stream().map(Source::path).collect(Collectors.toSet()));
  }

  private List<Finding> review(List<Source> sources, Set<String> wanted) {
    Set<String> folders = wanted.stream().map(Paths::folder).collect(Collectors.toSet());
    return TerraformModule.read(sources, schemas.open()).stream()
        .filter(module -> folders.contains(module.folder()))
        .flatMap(module -> RULES.check(module).stream())
        .filter(finding -> wanted.contains(finding.span().path()))
        .toList();
  }
}

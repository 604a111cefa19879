package dev.deployarchitect.infrastructure.cloudformation;

import dev.deployarchitect.finding.Finding;
import dev.deployarchitect.finding.RuleSet;
import dev.deployarchitect.infrastructure.resource.Resource;
import dev.deployarchitect.infrastructure.resource.ResourceNames;
import dev.deployarchitect.infrastructure.resource.Stack;
import dev.deployarchitect.text.Source;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds faults in CloudFormation templates; other YAML and JSON is left alone. */
public final class CloudFormationReview {
  private final RuleSet<Stack> shared;
  private final ResourceNames names;

  public CloudFormationReview(RuleSet<Stack> shared, ResourceNames names) {
    this.shared = shared;
    this.names = names;
  }

  /** By its name alone a file is a template where it says so. */
  public static boolean reads(String path) {
    return mayBe(path) && path.matches("(?i)(.*[./_-])?(template|cloudformation|cfn|stack)[^/]*");
  }

  /** Any YAML or JSON may be one, but for files that tools write. */
  public static boolean mayBe(String path) {
    return path.matches("(?i).*\\.(ya?ml|json|template)")
        && !path.matches(
            "(?i)(.*/)?(package(-lock)?\\.json|pnpm-lock\\.yaml|tsconfig.*|Pulumi\\..*)");
  }

  public static boolean isTemplate(Source source) {
    return source.text().contains("Resources") && source.text().contains("AWS::");
  }

  public List<Finding> review(List<Source> sources) {
    List<CloudFormationTemplate> templates =
        sources.stream().flatMap(s -> CloudFormationTemplate.read(s).stream()).toList();
    Set<String> around =
        templates.stream()
            .flatMap(t -> t.stack(names, Set.of()).resources().stream())
            .map(Resource::type)
            .collect(Collectors.toSet());
    return templates.stream().flatMap(t -> shared.check(t.stack(names, around)).stream()).toList();
  }
}

package dev.deployarchitect.infrastructure.cloudformation;

import dev.deployarchitect.finding.Finding;
import dev.deployarchitect.finding.RuleInfo;
import dev.deployarchitect.finding.RuleSet;
import dev.deployarchitect.infrastructure.resource.Resource;
import dev.deployarchitect.infrastructure.resource.ResourceNames;
import dev.deployarchitect.infrastructure.resource.Stack;
import dev.deployarchitect.infrastructure.schema.ProviderSchema;
import dev.deployarchitect.infrastructure.schema.ProviderSchemas;
import dev.deployarchitect.syntax.node.Document;
import dev.deployarchitect.text.Problem;
import dev.deployarchitect.text.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds faults in CloudFormation templates; other YAML and JSON is left alone. */
public final class CloudFormationReview {
  /** Templates of other tools have the same words in them. */
  private static final Pattern VERSIONED = Pattern.compile("AWSTemplateFormatVersion");

  private final RuleSet<CloudFormationTemplate> own;
  private final RuleSet<Document> syntax;
  private final RuleSet<Stack> shared;
  private final ResourceNames names;
  private final ProviderSchemas schemas;

  /**
   * A review.
   *
   * @param folder where the pages of the rules lie
   * @param shared the rules on resources of any language
   */
  public CloudFormationReview(
      String folder, RuleSet<Stack> shared, ResourceNames names, ProviderSchemas schemas) {
    this.own = new RuleSet<>(folder, TemplateRules.all());
    this.syntax = new RuleSet<>(folder, List.of(TemplateRules.SYNTAX));
    this.shared = shared;
    this.names = names;
    this.schemas = schemas;
  }

  /** The rules on templates alone. */
  public List<RuleInfo> rules() {
    return Stream.concat(syntax.infos().stream(), own.infos().stream()).toList();
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

  /** The findings in templates that are read together; other files have none. */
  public List<Finding> review(List<Source> sources) {
    List<Source> candidates = sources.stream().filter(CloudFormationReview::isTemplate).toList();
    if (candidates.isEmpty()) {
      return List.of();
    }
    ProviderSchema specification = schemas.cloudFormation();
    List<Finding> findings = new ArrayList<>();
    List<CloudFormationTemplate> templates = new ArrayList<>();
    for (Source source : candidates) {
      Document document = CloudFormationTemplate.document(source);
      if (VERSIONED.matcher(source.text()).find()) {
        findings.addAll(syntax.check(document));
      }
      CloudFormationTemplate.of(document, specification).ifPresent(templates::add);
    }
    Set<String> around =
        templates.stream()
            .flatMap(t -> t.stack(names, Set.of()).resources().stream())
            .map(Resource::type)
            .collect(Collectors.toSet());
    for (CloudFormationTemplate template : templates) {
      findings.addAll(own.check(template));
      findings.addAll(shared.check(template.stack(names, around)));
    }
    return List.copyOf(findings);
  }

  /** What one template imports and no other of these exports. */
  public List<Problem> imports(Source template, List<Source> together) {
    List<CloudFormationTemplate> all = templates(together);
    return all.stream()
        .filter(t -> t.source().path().equals(template.path()))
        .flatMap(t -> CrossStack.missing(t, all).stream())
        .toList();
  }

  /** What does not fit in a file of {@code Parameter=value} lines for these templates. */
  public List<Problem> values(Source values, List<Source> templates) {
    return ParameterValues.check(values, templates(templates));
  }

  private List<CloudFormationTemplate> templates(List<Source> sources) {
    ProviderSchema specification = schemas.cloudFormation();
    return sources.stream()
        .filter(CloudFormationReview::isTemplate)
        .flatMap(s ->
            CloudFormationTemplate.of(CloudFormationTemplate.document(s), specification).stream())
        .toList();
  }

  /** The rules on what CloudFormation itself would refuse. */
  public static boolean isValidity(RuleInfo rule) {
    return rule.id().equals(TemplateRules.SYNTAX.id())
        || TemplateRules.all().stream().anyMatch(r -> r.id().equals(rule.id()));
  }

  /** Against which types templates are held, such as {@code aws/cloudformation 0.1.216}. */
  public String specification() {
    ProviderSchema specification = schemas.cloudFormation();
    return specification.source() + " " + specification.version();
  }
}

package dev.deployarchitect.infrastructure.pulumi;

import dev.deployarchitect.finding.Finding;
import dev.deployarchitect.finding.RuleSet;
import dev.deployarchitect.infrastructure.resource.Resource;
import dev.deployarchitect.infrastructure.resource.ResourceNames;
import dev.deployarchitect.infrastructure.resource.Stack;
import dev.deployarchitect.project.Paths;
import dev.deployarchitect.text.Source;
import dev.deployarchitect.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds faults in Pulumi programs: {@code Pulumi.yaml} and the scripts of its folder. */
public final class PulumiReview {
  private final RuleSet<Stack> shared;
  private final ResourceNames names;

  public PulumiReview(RuleSet<Stack> shared, ResourceNames names) {
    this.shared = shared;
    this.names = names;
  }

  /** The project's own file; its scripts have any name. */
  public static boolean reads(String path) {
    return Paths.name(path).matches("Pulumi\\.ya?ml");
  }

  public static boolean isScript(String path) {
    return path.matches(".*\\.[mc]?[tj]s") && !path.contains("node_modules/");
  }

  /** The findings in a project, or in one script that was asked for. */
  public List<Finding> review(String path, Workspace workspace) {
    Stream<String> scripts =
        isScript(path)
            ? Stream.of(path)
            : workspace
                .paths(p -> isScript(p) && p.startsWith(Paths.in(Paths.folder(path), "")))
                .stream();
    List<Resource> resources = new ArrayList<>();
    scripts
        .flatMap(p -> workspace.source(p).stream())
        .forEach(source -> resources.addAll(PulumiScript.read(source, names)));
    if (reads(path)) {
      workspace.source(path).ifPresent(s -> resources.addAll(PulumiYaml.read(s, names)));
    }
    return check(resources);
  }

  /** The findings in one text. */
  public List<Finding> review(Source source) {
    return check(
        isScript(source.path())
            ? PulumiScript.read(source, names)
            : PulumiYaml.read(source, names));
  }

  /** The findings in scripts of one program. */
  public List<Finding> review(List<Source> scripts) {
    return check(scripts.stream().flatMap(s -> PulumiScript.read(s, names).stream()).toList());
  }

  private List<Finding> check(List<Resource> resources) {
    Set<String> types = resources.stream().map(Resource::type).collect(Collectors.toSet());
    return shared.check(new Stack(Stack.Language.PULUMI, List.copyOf(resources), List.of(), types));
  }
}

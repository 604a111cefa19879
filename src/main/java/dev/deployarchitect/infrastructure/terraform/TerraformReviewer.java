package dev.deployarchitect.infrastructure.terraform;

import dev.deployarchitect.finding.Finding;
import dev.deployarchitect.finding.Reviewer;
import dev.deployarchitect.finding.RuleInfo;
import dev.deployarchitect.finding.RuleSet;
import dev.deployarchitect.project.Paths;
import dev.deployarchitect.project.ProjectProfile;
import dev.deployarchitect.text.Source;
import dev.deployarchitect.workspace.Workspace;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds faults in Terraform, folder by folder, as Terraform itself reads it. */
public final class TerraformReviewer implements Reviewer {
  private static final RuleSet<TerraformModule> RULES =
      new RuleSet<>("tools/infrastructure/generate_terraform/rules", TerraformRules.all());

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
    Set<String> folders = paths.stream().map(Paths::folder).collect(Collectors.toSet());
    Set<String> wanted = new HashSet<>(paths);
    return folders.stream()
        .map(folder -> workspace.paths(p -> reads(p) && Paths.folder(p).equals(folder)))
        .map(all -> all.stream().flatMap(p -> workspace.source(p).stream()).toList())
        .flatMap(sources -> review(sources).stream())
        .filter(finding -> wanted.contains(finding.span().path()))
        .toList();
  }

  /** The findings in the files of one folder. */
  public static List<Finding> review(List<Source> sources) {
    return RULES.check(TerraformModule.read(sources));
  }
}

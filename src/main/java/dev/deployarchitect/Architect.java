package dev.deployarchitect;

import dev.deployarchitect.agent.Agent;
import dev.deployarchitect.agent.Limits;
import dev.deployarchitect.agent.model.Model;
import dev.deployarchitect.build.BakeVerifier;
import dev.deployarchitect.build.BuildFeature;
import dev.deployarchitect.build.BuildSettingsVerifier;
import dev.deployarchitect.build.ComposeVerifier;
import dev.deployarchitect.build.DockerfileVerifier;
import dev.deployarchitect.build.RunScriptVerifier;
import dev.deployarchitect.build.code.ProjectRunVerifier;
import dev.deployarchitect.build.code.PythonVerifier;
import dev.deployarchitect.build.code.SyntaxVerifier;
import dev.deployarchitect.build.code.TypeScriptVerifier;
import dev.deployarchitect.build.review.DockerfileReviewer;
import dev.deployarchitect.content.Content;
import dev.deployarchitect.database.DatabaseFeature;
import dev.deployarchitect.database.MigrationVerifier;
import dev.deployarchitect.database.PrismaVerifier;
import dev.deployarchitect.database.given.GivenDatabases;
import dev.deployarchitect.database.pooling.PgBouncerVerifier;
import dev.deployarchitect.delivery.DataVerifier;
import dev.deployarchitect.delivery.NamedScriptsVerifier;
import dev.deployarchitect.delivery.OutsideTool;
import dev.deployarchitect.delivery.ScriptVerifier;
import dev.deployarchitect.delivery.ShellVerifier;
import dev.deployarchitect.delivery.Verification;
import dev.deployarchitect.edit.EditFeature;
import dev.deployarchitect.finding.Review;
import dev.deployarchitect.finding.Reviewer;
import dev.deployarchitect.infrastructure.CloudFormationVerifier;
import dev.deployarchitect.infrastructure.InfrastructureFeature;
import dev.deployarchitect.infrastructure.InfrastructureReviewer;
import dev.deployarchitect.infrastructure.PulumiVerifier;
import dev.deployarchitect.infrastructure.TerraformMirrors;
import dev.deployarchitect.infrastructure.TerraformVerifier;
import dev.deployarchitect.monitoring.AlertRulesVerifier;
import dev.deployarchitect.monitoring.MonitoringFeature;
import dev.deployarchitect.pipeline.GitlabVerifier;
import dev.deployarchitect.pipeline.PipelineFeature;
import dev.deployarchitect.pipeline.StepScriptVerifier;
import dev.deployarchitect.pipeline.WorkflowVerifier;
import dev.deployarchitect.pipeline.WorkflowReviewer;
import dev.deployarchitect.reference.AddressPolicy;
import dev.deployarchitect.reference.FetchReference;
import dev.deployarchitect.repository.RepositoryFeature;
import dev.deployarchitect.review.ReviewFeature;
import dev.deployarchitect.scratch.Scratch;
import dev.deployarchitect.tool.DraftCheck;
import dev.deployarchitect.tool.Feature;
import dev.deployarchitect.tool.Tool;
import dev.deployarchitect.tool.Toolbox;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Builds everything once, by constructor. The only class that knows all rooms. */
public final class Architect {
  private final Content content;
  private final Toolbox toolbox;
  private final List<Reviewer> reviewers;
  private final DraftCheck check;

  /** Without a scratch server: what it would run is said to be not run. */
  public Architect(Content content, OutsideTool outside) {
    this(content, outside, Scratch.OFF);
  }

  /** Without databases that somebody gave. */
  public Architect(Content content, OutsideTool outside, Scratch scratch) {
    this(content, outside, scratch, GivenDatabases.none());
  }

  public Architect(
      Content content, OutsideTool outside, Scratch scratch, GivenDatabases databases) {
    this.content = content;
    DockerfileReviewer dockerfiles = new DockerfileReviewer(content);
    WorkflowReviewer workflows = new WorkflowReviewer(content, outside);
    InfrastructureReviewer infrastructure = new InfrastructureReviewer(content);
    Verification verification =
        new Verification(
            List.of(
                new DataVerifier(),
                new ShellVerifier(outside),
                new ScriptVerifier(outside),
                new NamedScriptsVerifier(),
                DockerfileVerifier.of(dockerfiles, outside),
                new RunScriptVerifier(dockerfiles, outside),
                new BuildSettingsVerifier(outside),
                new BakeVerifier(outside),
                new ComposeVerifier(outside),
                WorkflowVerifier.of(workflows, outside),
                new StepScriptVerifier(outside),
                new GitlabVerifier(outside),
                new SyntaxVerifier(),
                new TypeScriptVerifier(outside),
                new PythonVerifier(outside),
                new ProjectRunVerifier(outside),
                new PrismaVerifier(outside),
                new MigrationVerifier(scratch),
                new PgBouncerVerifier(content),
                new TerraformVerifier(infrastructure, outside, TerraformMirrors.onThisMachine()),
                new CloudFormationVerifier(infrastructure, outside),
                new PulumiVerifier(infrastructure, outside, PulumiVerifier.modulesOnThisMachine()),
                new AlertRulesVerifier(outside)));
    List<Feature> rooms =
        List.of(
            BuildFeature.feature(content, dockerfiles, verification),
            DatabaseFeature.feature(content, verification, scratch, databases),
            PipelineFeature.feature(content, workflows, verification),
            InfrastructureFeature.feature(content, infrastructure, verification),
            MonitoringFeature.feature(content, verification),
            new FetchReference(AddressPolicy.Documentation.DEFAULT, Clock.systemUTC()).feature());
    this.reviewers = rooms.stream().flatMap(room -> room.reviewers().stream()).toList();
    List<Tool<?>> tools = new ArrayList<>();
    rooms.forEach(room -> tools.addAll(room.tools()));
    tools.addAll(RepositoryFeature.feature().tools());
    Review review = new Review(reviewers);
    this.check = new DraftCheck(verification);
    tools.addAll(ReviewFeature.feature(review, check, content).tools());
    tools.addAll(EditFeature.feature(review, check, content).tools());
    tools.add(ReviewFeature.apply(List.copyOf(tools), content));
    this.toolbox = new Toolbox(tools);
  }

  public Content content() {
    return content;
  }

  public Toolbox toolbox() {
    return toolbox;
  }

  /** What verifies the files of a draft. */
  public DraftCheck check() {
    return check;
  }

  public List<Reviewer> reviewers() {
    return reviewers;
  }

  /** The agent over a model. */
  public Agent agent(Model model) {
    return agent(model, Limits.DEFAULT);
  }

  public Agent agent(Model model, Limits limits) {
    return new Agent(model, toolbox, check, content, limits);
  }

  /** The agent over recorded replies, where a failure fails at once. */
  public Agent agentOfRecordings(Model model) {
    return new Agent(model, toolbox, check, content, Limits.DEFAULT.impatient());
  }
}

package dev.deployarchitect.agent.offline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deployarchitect.Architect;
import dev.deployarchitect.Given;
import dev.deployarchitect.agent.Agent;
import dev.deployarchitect.agent.AgentEvent;
import dev.deployarchitect.agent.Aside;
import dev.deployarchitect.agent.Cancel;
import dev.deployarchitect.agent.Limits;
import dev.deployarchitect.agent.model.Message;
import dev.deployarchitect.delivery.Recommendation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Questions in many words reach the right tools. */
class OfflineArchitectTest {
  private static final Architect ARCHITECT = Given.architect();
  private static final String BUILD = "read_dockerfile generate_dockerfile";
  private static final String PIPELINE = "lint_workflow generate_workflow";

  private record Run(List<String> tools, String answer, List<String> unsourced) {}

  private static Run ask(String... asked) {
    List<Message> history = new ArrayList<>();
    for (int i = 0; i < asked.length - 1; i++) {
      history.add(new Message.User(asked[i]));
      history.add(new Message.Assistant("…", List.of()));
    }
    List<String> tools = new ArrayList<>();
    List<String> unsourced = new ArrayList<>();
    String[] answer = {""};
    new Agent(
            new OfflineArchitect(),
            ARCHITECT.toolbox(),
            ARCHITECT.check(),
            ARCHITECT.content(),
            Limits.DEFAULT)
        .ask(
            new Aside(asked[asked.length - 1], history, Given.sample()),
            List.of(),
            event -> {
              switch (event) {
                case AgentEvent.ToolStarted started -> tools.add(started.tool());
                case AgentEvent.RunFinished(String text) -> answer[0] = text;
                case AgentEvent.NumbersUnsourced(List<String> numbers) -> unsourced.addAll(numbers);
                default -> {}
              }
            },
            new Cancel());
    tools.removeAll(List.of("inspect_project", "take_files"));
    return new Run(tools, answer[0], unsourced);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Our builds are taking too long and we need better deployment practices | read_dockerfile generate_dockerfile lint_workflow generate_workflow",
        "Fix our Dockerfile please | read_dockerfile fix_dockerfile generate_dockerfile",
        "Can you repair the faults in the dockerfile? | read_dockerfile fix_dockerfile generate_dockerfile",
        "We need to set up proper monitoring and automated deployments | lint_workflow generate_workflow generate_monitoring",
        "Why is docker build so slow? | " + BUILD,
        "Make our image smaller | " + BUILD,
        "Can you dockerize this app? | " + BUILD,
        "Our container is huge | " + BUILD,
        "Is the layer cache used well? | " + BUILD,
        "Which base image should we take? | " + BUILD,
        "How do we turn on standalone output? | " + BUILD,
        "Speed up rebuilds | " + BUILD,
        "Is CI fine? | " + PIPELINE,
        "Set up CI/CD for us | " + PIPELINE,
        "Write a GitHub Actions workflow | " + PIPELINE,
        "Can a release be undone when it is bad? | " + PIPELINE,
        "Build a pipeline for us | " + PIPELINE,
        "How should we ship to production? | " + PIPELINE,
        "We want preview environments for pull requests | " + PIPELINE,
        "Are our actions pinned? | " + PIPELINE,
        "Add SAST and dependency scanning | " + PIPELINE,
        "Are our migrations safe? | review_migrations",
        "Will this schema change lock the table? | review_migrations",
        "How do we do zero-downtime changes? | review_migrations",
        "Check the Prisma migrations | review_migrations",
        "Does any SQL lose rows? | review_migrations",
        "rename User.fullName to displayName | review_migrations plan_migration",
        "Please drop the column User.plan | review_migrations plan_migration",
        "We must make Journalist.email unique | review_migrations plan_migration",
        "We need a unique constraint on Journalist.email | review_migrations plan_migration",
        "Write Terraform for this app | generate_terraform",
        "How do we autoscale on AWS? | generate_terraform",
        "Write CloudFormation for this app | generate_cloudformation",
        "Give us the infrastructure in Pulumi | generate_pulumi",
        "Put Fastly in front of it, with secrets in Vault | generate_terraform",
        "Terraform for Vercel with Supabase | generate_terraform",
        "Put a CDN in front of static assets | generate_terraform",
        "Where do secrets go, Vault or Secrets Manager? | generate_terraform",
        "We need DDoS protection and rate limits | generate_terraform",
        "How do backups and point-in-time recovery work? | generate_backups",
        "Do we need PgBouncer? | generate_pooling",
        "Too many connections to the database | generate_pooling",
        "We want a read replica | generate_replica",
        "Which indexes are unused, and is a missing index the problem? | generate_insight",
        "Back up the database before we migrate | generate_backups review_migrations",
        "Separate staging from production | generate_terraform",
        "Set up alerts | generate_monitoring",
        "We want SLOs and dashboards | generate_monitoring",
        "How do we find slow queries? | generate_insight generate_monitoring",
        "Integrate Sentry | generate_monitoring",
        "Which metrics should page us at night? | generate_monitoring",
        "Review this repository | review_project",
        "Are we production-ready? | review_project",
        "What should we fix first? | review_project",
        "Are there security holes? | review_project",
        "Fix our workflows | lint_workflow fix_workflow",
        "Write a GitLab pipeline for Fly.io | lint_workflow generate_workflow",
      })
  void aQuestionReachesItsTools(String question, String tools) {
    Run run = ask(question);
    assertThat(run.tools()).containsExactlyInAnyOrder(tools.split(" "));
    assertThat(run.answer()).startsWith(OfflineArchitect.NOTICE);
    assertThat(run.unsourced()).as("numbers without a source").isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Our builds are taking too long and we need better deployment practices",
        "We need to set up proper monitoring and automated deployments"
      })
  void theSpecsExamplesAreAnsweredInSixParts(String question) {
    assertThat(ask(question).answer()).contains(Recommendation.HEADINGS);
  }

  @Test
  void aPipelineIsWrittenForTheHostThatIsNamed() {
    String asked = "Set up a canary pipeline on %s";
    assertThat(ask(asked.formatted("Cloud Run")).answer()).contains("under its own tag");
    assertThat(ask(asked.formatted("ECS")).answer()).contains("New tasks start beside");
  }

  @Test
  void aFollowUpGoesOnWhereTheConversationWas() {
    Run cloud = ask("Write Terraform for this app", "and for Cloud Run?");
    assertThat(cloud.tools()).containsExactly("generate_terraform");
    assertThat(cloud.answer()).contains("Cloud Run as code");
    Run rollback = ask("Set up CI/CD for us", "show me the rollback");
    assertThat(rollback.tools()).containsExactlyInAnyOrder("lint_workflow", "generate_workflow");
    assertThat(rollback.answer())
        .contains("### Rollback and recovery")
        .contains("vercel rollback")
        .doesNotContain("### Cost and trade-offs");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Who won the match?", "Write me a poem", "hello", "?"})
  void aQuestionBeyondItSaysWhatItCanDo(String question) {
    Run run = ask(question);
    assertThat(run.tools()).isEmpty();
    assertThat(run.answer()).contains("beyond what can be answered").contains("builds and images");
  }

  @Test
  void whatStackAQuestionAsksForComesFromTheFiles() {
    assertThat(ask("Which framework do we use?").answer()).contains("next 15.3.4");
  }
}

package dev.deployarchitect.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deployarchitect.Given;
import dev.deployarchitect.content.Content;
import dev.deployarchitect.project.ProjectProfile;
import dev.deployarchitect.workspace.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstQuestionsTest {
  @TempDir Path folder;

  private ProjectProfile with(String path, String text) throws Exception {
    Files.writeString(folder.resolve(path), text);
    return ProjectProfile.of(Workspace.open(folder));
  }

  private FirstQuestions table(String row) throws Exception {
    Path prompts = Files.createDirectories(folder.resolve("content/prompts"));
    Files.writeString(prompts.resolve("questions.tsv"), "when\tquestion\n" + row + "\n");
    return FirstQuestions.read(Content.overriddenBy(folder.resolve("content")));
  }

  @Test
  void questionsFitTheRepository() throws Exception {
    FirstQuestions questions = FirstQuestions.read(Content.packed());
    assertThat(questions.of(Given.sample().profile(), 9))
        .contains("Are our migrations safe to deploy?")
        .noneMatch(q -> q.startsWith("Write us an image"));
    assertThat(questions.of(with("package.json", "{\"dependencies\":{\"next\":\"15.5.0\"}}"), 9))
        .contains("We need a pipeline that tests, migrates and deploys, and can go back")
        .anyMatch(q -> q.startsWith("Write us an image"))
        .doesNotContain("Are our migrations safe to deploy?");
    assertThat(questions.of(with("package.json", "{}"), 2)).hasSize(2);
  }

  @Test
  void allFactsOfARowMustHold() throws Exception {
    ProjectProfile docker = with("Dockerfile", "FROM node\n");
    assertThat(table("container:docker, !ci\tyes").of(docker, 9)).containsExactly("yes");
    assertThat(table("container:docker, ci\tyes").of(docker, 9)).isEmpty();
    assertThat(table("container:podman\tyes").of(docker, 9)).isEmpty();
  }

  @Test
  void aRowThatIsNoneIsNamed() {
    assertThatThrownBy(() -> table("no tab here")).hasMessageContaining("'no tab here'");
    assertThatThrownBy(() -> table("colour:red\tyes"))
        .hasMessageContaining("no topic 'colour:red'");
  }
}

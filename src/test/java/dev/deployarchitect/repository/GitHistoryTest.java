package dev.deployarchitect.repository;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deployarchitect.Given;
import dev.deployarchitect.Workspaces;
import dev.deployarchitect.tool.ToolContext;
import dev.deployarchitect.tool.ToolResult;
import dev.deployarchitect.workspace.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.RevCommit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A repository with two people, a rename, a tag and a folder that is a workspace of its own. */
class GitHistoryTest {
  private static Instant daysAgo(int days) {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(days, ChronoUnit.DAYS);
  }

  @TempDir Path folder;
  private Path shop;
  private RevCommit retries;

  @BeforeEach
  void repository() throws Exception {
    shop = Files.createDirectory(folder.resolve("shop"));
    try (Git git = Git.init().setDirectory(shop.toFile()).call()) {
      Workspaces.write(shop, "web/send.ts", "one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\n");
      Workspaces.write(shop, "web/.env", "TOKEN=first-value-123\n");
      Workspaces.write(shop, "web/.gitignore", "uploads/\n");
      Workspaces.write(shop, "api/other.ts", "private of api\n");
      commit(git, "Ada", 200, "First <b>version</b>");
      git.tag().setName("v1").call();
      Workspaces.write(shop, "web/send.ts", "one\ntwo\nTHREE\nfour\nfive\nsix\nseven\neight\n");
      retries = commit(git, "Ada", 60, "Retry three times\n\nSee <ada@example.com>.");
      Files.move(shop.resolve("web/send.ts"), shop.resolve("web/deliver.ts"));
      commit(git, "Bob bob@example.com", 50, "Rename send to deliver");
      Workspaces.write(
          shop, "web/deliver.ts", "zero\none\ntwo\nTHREE\nfour\nfive\nsix\nseven\nEIGHT\n");
      Workspaces.write(shop, "web/.env", "TOKEN=second-value-456\n");
      Workspaces.write(shop, "api/other.ts", "changed in api\n");
      commit(git, "Bob", 2, "Say zero first");
    }
  }

  private static RevCommit commit(Git git, String name, int daysAgo, String message)
      throws Exception {
    git.add().addFilepattern(".").call();
    git.add().addFilepattern(".").setUpdate(true).call();
    PersonIdent who =
        new PersonIdent(
            name, name.substring(0, 3) + "@example.com", daysAgo(daysAgo), ZoneOffset.UTC);
    return git.commit().setSign(false).setAuthor(who).setCommitter(who).setMessage(message).call();
  }

  private static ToolResult git(Path root, String arguments) {
    return Given.call(new ToolContext(Workspace.open(root)), "git_history", arguments);
  }

  @Test
  void theLogFollowsAFileAndShowsNoAddress() {
    assertThat(git(shop, "{\"path\":\"web/deliver.ts\"}").text())
        .containsSubsequence(
            "4 commits of web/deliver.ts by 2 people",
            "Bob: Say zero first",
            "Rename send to deliver",
            "Ada: Retry three times",
            "Ada: First <b>version</b>")
        .doesNotContain("@example.com");
    assertThat(git(shop, "{\"path\":\"web\",\"since\":\"55 days\"}").text())
        .contains("2 commits")
        .doesNotContain("Retry");
  }

  @Test
  void theLogOfLinesHasOnlyWhatChangedThemAcrossTheRename() {
    assertThat(git(shop, "{\"path\":\"web/deliver.ts\",\"lines\":\"4\"}").text())
        .contains("Retry three times", "First")
        .doesNotContain("Say zero", "Rename");
    assertThat(git(shop, "{\"path\":\"web/deliver.ts\",\"lines\":\"1-2\"}").text())
        .contains("Say zero first", "First")
        .doesNotContain("Retry");
  }

  @Test
  void blameSaysWhoWroteALine() {
    assertThat(git(shop, "{\"path\":\"web/deliver.ts\",\"show\":\"blame\"}").text())
        .containsSubsequence(
            "line 1 ", "Say zero", "2-3 ", "First", "line 4 ", "Retry", "5-8 ", "First", "line 9 ");
    assertThat(git(shop, "{\"path\":\"web/deliver.ts\",\"show\":\"blame\",\"lines\":\"4\"}").text())
        .contains("line 4")
        .doesNotContain("line 1 ");
  }

  @Test
  void oneCommitComesWithItsDiffAndWithoutValues() {
    assertThat(git(shop, "{\"commit\":\"" + retries.name().substring(0, 9) + "\"}").text())
        .contains("Ada: Retry three times", "See", "+1 -1 web/send.ts", "\n-three\n+THREE\n")
        .doesNotContain("@example.com");
    String last = git(shop, "{\"commit\":\"HEAD\",\"limit\":200}").text();
    assertThat(last)
        .contains("web/.env: values are not shown", "+EIGHT", "+changed in api")
        .doesNotContain("value-123", "value-456");
    assertThat(git(shop, "{\"commit\":\"HEAD\",\"path\":\"api\",\"limit\":200}").text())
        .contains("+changed in api")
        .doesNotContain("EIGHT");
  }

  @Test
  void changesSinceATagACommitOrADay() {
    String sinceTag = git(shop, "{\"show\":\"changes\"}").text();
    assertThat(sinceTag)
        .contains("From v1 (", "3 commits by 2 people", "(was web/send.ts)", "api/other.ts");
    assertThat(git(shop, "{\"since\":\"v1\"}").text()).isEqualTo(sinceTag);
    assertThat(git(shop, "{\"since\":\"30 days\"}").text())
        .contains("1 commits by 1 people", "+1 -1 api/other.ts", "+2 -1 web/deliver.ts");
    assertThat(git(shop, "{\"since\":\"HEAD\"}")).isInstanceOf(ToolResult.NothingFound.class);
  }

  @Test
  void hotFilesAreCountedWithTheirPeople() {
    assertThat(git(shop, "{\"show\":\"hot\",\"since\":\"100 days\"}").text())
        .contains("3 commits by 2 people", "2 commits, 1 people  web/deliver.ts")
        .doesNotContain("@");
    assertThat(git(shop, "{\"show\":\"hot\",\"since\":\"1 day\"}"))
        .isInstanceOf(ToolResult.NothingFound.class);
  }

  @Test
  void aFolderOfARepositorySeesNothingBesideIt() {
    Path web = shop.resolve("web");
    assertThat(git(web, "{\"path\":\"deliver.ts\"}").text()).contains("4 commits of deliver.ts");
    for (String arguments :
        new String[] {
          "{\"commit\":\"HEAD\",\"limit\":300}",
          "{\"since\":\"v1\",\"limit\":300}",
          "{\"show\":\"hot\"}"
        }) {
      assertThat(git(web, arguments).text()).doesNotContain("api", "shop/");
    }
    assertThat(git(web, "{\"path\":\"../api\"}")).isInstanceOf(ToolResult.Refused.class);
  }

  @Test
  void namesThatAreNotKnownAreAnsweredWithTheNearest() {
    assertThat(git(shop, "{\"commit\":\"v2\"}").text()).contains("There is no commit", "v1");
    assertThat(git(shop, "{\"since\":\"yesteryear\"}")).isInstanceOf(ToolResult.Retry.class);
    assertThat(git(shop, "{\"path\":\"web/delivr.ts\"}").text())
        .contains("nearest: web/deliver.ts");
    assertThat(git(shop, "{\"show\":\"blame\"}")).isInstanceOf(ToolResult.Retry.class);
    assertThat(git(shop, "{\"path\":\"web/deliver.ts\",\"lines\":\"x\"}").text())
        .contains("lines is such as");
  }

  @Test
  void aShallowCloneIsSaid() throws Exception {
    Path clone = folder.resolve("clone");
    Git.cloneRepository()
        .setURI(shop.toUri().toString())
        .setDirectory(clone.toFile())
        .setDepth(1)
        .call()
        .close();
    assertThat(git(clone, "{}").text()).contains("1 commits", "This clone is shallow");
    assertThat(git(clone, "{\"path\":\"web/deliver.ts\",\"show\":\"blame\"}").text())
        .contains("1-9", "This clone is shallow");
    assertThat(git(shop, "{}").text()).doesNotContain("shallow");
  }

  @Test
  void withoutGitThereIsNothing() throws Exception {
    Path plain = Files.createDirectory(folder.resolve("plain"));
    Workspaces.write(plain, "a.txt", "a");
    assertThat(git(plain, "{}")).isInstanceOf(ToolResult.NothingFound.class);
    Git.init().setDirectory(plain.toFile()).call().close();
    assertThat(git(plain, "{}").text()).contains("no commit yet");
  }

  /** An upload that claims another repository of the machine as its own does not get to read it. */
  @Test
  void noFolderReadsAnotherRepository() throws Exception {
    Path claims = Files.createDirectory(folder.resolve("claims"));
    Workspaces.write(claims, ".git", "gitdir: " + shop.resolve(".git") + "\n");
    assertThat(git(claims, "{}").text()).contains("does not point back").doesNotContain("Retry");

    Path common = Files.createDirectory(folder.resolve("common"));
    Git.init().setDirectory(common.toFile()).call().close();
    Workspaces.write(common, ".git/commondir", shop.resolve(".git") + "\n");
    assertThat(git(common, "{}")).isInstanceOf(ToolResult.NothingFound.class);

    Path borrows = Files.createDirectory(folder.resolve("borrows"));
    Git.init().setDirectory(borrows.toFile()).call().close();
    Workspaces.write(borrows, ".git/objects/info/alternates", shop.resolve(".git/objects") + "\n");
    Workspaces.write(borrows, ".git/refs/heads/master", retries.name() + "\n");
    assertThat(git(borrows, "{}").text()).contains("borrows").doesNotContain("Retry");

    Workspaces.write(shop, "web/uploads/theirs/a.txt", "a");
    assertThat(git(shop.resolve("web/uploads/theirs"), "{}").text()).contains("does not track it");
  }
}

package dev.deployarchitect.draft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deployarchitect.Workspaces;
import dev.deployarchitect.workspace.Workspace;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DraftTest {
  private static final String TEN = "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n";

  @TempDir Path folder;

  private static Draft with(Draft draft, Workspace original, String path, String text) {
    return draft.with(
        draft.change("edit_files", "because", original, Map.of(path, Optional.ofNullable(text))));
  }

  @Test
  void everythingReadsThroughTheDraft() {
    Workspace original = Workspaces.of(folder, Map.of("a", "old", "b/c", "stays", "d", "goes"));
    Draft draft = with(with(Draft.EMPTY, original, "a", "new"), original, "b/e", "added");
    Workspace workspace = with(draft, original, "d", null).over(original);
    assertThat(workspace.files().paths()).containsExactly("a", "b/c", "b/e");
    assertThat(workspace.source("a").orElseThrow().text()).isEqualTo("new");
    assertThat(workspace.read("d")).isInstanceOf(Workspace.Read.Unreadable.class);
    assertThat(workspace.exists("d")).isFalse();
    assertThat(workspace.exists("b/e")).isTrue();
    assertThat(workspace.size("b/e")).isEqualTo(5);
    assertThat(workspace.below("b").files().paths()).containsExactly("c", "e");
    assertThat(workspace.again().source("a").orElseThrow().text()).isEqualTo("new");
    assertThat(original.source("a").orElseThrow().text()).isEqualTo("old");
    assertThat(original.files().paths()).containsExactly("a", "b/c", "d");
  }

  @Test
  void aChangeIsTakenBackUnlessALaterOneLiesOnIt() {
    Workspace original = Workspaces.of(folder, Map.of("a", "0", "b", "0"));
    Draft one = with(Draft.EMPTY, original, "a", "1");
    Draft two = with(one, original, "b", "1");
    Draft three = with(two, original, "a", "2");
    assertThat(three.reverted(2)).isEqualTo(Map.of("b", Optional.of("0")));
    assertThatThrownBy(() -> three.reverted(1))
        .hasMessageContaining("Later changes")
        .hasMessageContaining("3");
    assertThatThrownBy(() -> three.reverted(4)).hasMessageContaining("changes 1 to 3");
    Draft back = three.with(three.change("revert", "", original, three.reverted(3)));
    assertThat(back.reverted(1)).isEqualTo(Map.of("a", Optional.of("0")));
    assertThat(back.reverted(List.of("a", "b")))
        .isEqualTo(Map.of("a", Optional.of("0"), "b", Optional.of("0")));
  }

  @Test
  void aFileThatIsAsItWasIsNotInTheDraft() {
    Workspace original = Workspaces.of(folder, Map.of("a", "0"));
    Draft draft = with(with(Draft.EMPTY, original, "a", "1"), original, "a", "0");
    assertThat(draft.isEmpty()).isTrue();
    assertThat(draft.version()).isEqualTo(2);
    assertThat(draft.change("t", "", original, Map.of("a", Optional.of("0"))).files()).isEmpty();
  }

  @Test
  void theSameChangesGiveTheSameDraft() {
    Workspace original = Workspaces.of(folder, Map.of("a", "0"));
    Draft draft = with(with(Draft.EMPTY, original, "a", "1"), original, "b", "1");
    assertThat(Draft.of(draft.changes()).files()).isEqualTo(draft.files());
  }

  @Test
  void whatTheRepositoryChangedElsewhereInAFileIsBroughtIn() {
    Workspace original = Workspaces.of(folder, Map.of("a", TEN, "b", TEN, "c", "c\n"));
    Draft draft = with(Draft.EMPTY, original, "a", TEN.replace("2", "two"));
    draft = with(draft, original, "b", TEN.replace("2", "two"));
    draft = with(draft, original, "c", "written");
    Workspaces.write(folder, "a", TEN.replace("9", "nine"));
    Workspaces.write(folder, "b", TEN.replace("2", "zwei"));
    Workspaces.write(folder, "c", "written");
    Workspace now = original.again();
    Rebase rebase = Rebase.of(draft, now);
    assertThat(rebase.conflicts()).containsExactly("b");
    Draft after = draft.with(rebase.change());
    assertThat(after.file("a").orElseThrow().after())
        .contains(TEN.replace("2", "two").replace("9", "nine"));
    assertThat(after.file("a").orElseThrow().base()).contains(TEN.replace("9", "nine"));
    assertThat(after.file("b").orElseThrow().after()).contains(TEN.replace("2", "two"));
    assertThat(after.file("c")).isEmpty();
    assertThat(Rebase.of(after, now).change().files()).isEmpty();
  }

  @Test
  void fiveHundredFilesAreADraftLikeAnyOther() {
    Workspace original = Workspaces.of(folder, Map.of("a", "0"));
    Map<String, Optional<String>> texts = new HashMap<>();
    for (int i = 0; i < 500; i++) {
      texts.put("src/" + i + ".ts", Optional.of("export const n = " + i + ";\n"));
    }
    long start = System.nanoTime();
    Draft draft = Draft.EMPTY.with(Draft.EMPTY.change("write_files", "", original, texts));
    for (int i = 0; i < 100; i++) {
      draft = with(draft, original, "src/" + i + ".ts", "export {};\n");
    }
    assertThat(draft.over(original).files().paths()).hasSize(501);
    assertThat((System.nanoTime() - start) / 1_000_000).isLessThan(10_000);
  }
}

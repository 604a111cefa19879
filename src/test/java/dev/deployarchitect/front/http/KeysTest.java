package dev.deployarchitect.front.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysTest {
  @TempDir Path folder;

  private Keys file(String text) throws IOException {
    return Keys.read(Files.writeString(folder.resolve("keys"), text));
  }

  @Test
  void aFreshKeyIsKnownByItsLineAlone() throws IOException {
    Keys.Fresh alice = Keys.fresh("alice");
    Keys.Fresh bob = Keys.fresh("bob@example.com");
    Keys keys = file("# our keys\n\n" + alice.line() + "\n" + bob.line() + "\n");
    assertThat(keys.name(alice.key())).hasValue("alice");
    assertThat(keys.name(bob.key())).hasValue("bob@example.com");
    assertThat(keys.name(alice.line())).isEmpty();
    assertThat(keys.name("")).isEmpty();
    assertThat(alice.line()).doesNotContain(alice.key());
    assertThat(alice.key()).isNotEqualTo(Keys.fresh("alice").key()).hasSize(67);
  }

  @Test
  void aLineThatIsNoneIsNamed() {
    assertThatThrownBy(() -> file("# fine\nalice secret\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("keys:2 is no key")
        .hasMessageContaining("architect key NAME")
        .hasMessageNotContaining("secret");
    assertThatThrownBy(() -> Keys.read(folder.resolve("none")))
        .hasMessageContaining("cannot be read");
    assertThatThrownBy(() -> Keys.fresh("two words")).hasMessageContaining("letters");
  }

  @Test
  void oneKeyOfTheEnvironmentHasANameOfItsOwn() throws IOException {
    assertThat(
            Keys.single("k3y-of-forty-characters-0123456789abcdef")
                .name("k3y-of-forty-characters-0123456789abcdef"))
        .hasValue("default");
    assertThat(Keys.single(" ").isEmpty()).isTrue();
    assertThatThrownBy(() -> Keys.single("hunter2"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has 7 characters; a key needs at least 32")
        .hasMessageNotContaining("hunter2");
    Keys.Fresh alice = Keys.fresh("alice");
    Keys both = Keys.single("k3y-of-forty-characters-0123456789abcdef").and(file(alice.line()));
    assertThat(both.name("k3y-of-forty-characters-0123456789abcdef")).hasValue("default");
    assertThat(both.name(alice.key())).hasValue("alice");
  }
}

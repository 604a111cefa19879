package dev.deployarchitect.syntax.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deployarchitect.text.Source;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Readers that stop before their input ends, which pipefail turns into a failure. */
class EarlyReaderTest {
  private static boolean early(String command) {
    return ShellScript.read(new Source("x.sh", command).whole()).commands().getLast().endsEarly();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "find . | head -n 1",
        "a | grep -q x",
        "a | grep -qE x",
        "a | grep --max-count=1 x",
        "a | sed 5q",
        "a | sed '/x/{p;q}'",
        "a | sed -n '/x/ { p; q; }'",
        "a | awk '/x/ { print; exit }'"
      })
  void endsEarly(String command) {
    assertThat(early(command)).as(command).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a | tail -n 1",
        "a | grep x",
        "a | grep -c x",
        "a | sed -n 1p",
        "a | sed 's/p/q/'",
        "a | awk 'NR == 1'",
        "curl x | tar xz"
      })
  void readsToTheEnd(String command) {
    assertThat(early(command)).as(command).isFalse();
  }
}

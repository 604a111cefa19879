package dev.deployarchitect.build.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected values are those of docs.docker.com/build/concepts/context, "Syntax". */
class DockerIgnoreTest {

  @ParameterizedTest
  @CsvSource({
    "*/temp*, somedir/temporary.txt, true",
    "*/temp*, somedir/temp/a, true",
    "*/temp*, a/b/temp, false",
    "*/*/temp*, a/b/temporary.txt, true",
    "temp?, tempa, true",
    "temp?, temp, false",
    "**/*.go, a/b/c.go, true",
    "**/*.go, c.go, true",
    "node_modules, node_modules/x/y.js, true",
    "node_modules, apps/web/node_modules/x, false",
    "/foo/, foo/bar, true",
    "./foo, foo, true",
    "[a-c]x, bx, true",
    "[z-a], [z-a], true",
    "# not a pattern, # not a pattern, false",
  })
  void matchesAsDockerDoes(String pattern, String path, boolean ignored) {
    assertThat(DockerIgnore.read(pattern).ignores(path)).isEqualTo(ignored);
  }

  @Test
  void theLastMatchDecides() {
    DockerIgnore ignore = DockerIgnore.read("*.md\n!README*.md\nREADME-secret.md\n");
    assertThat(ignore.ignores("a.md")).isTrue();
    assertThat(ignore.ignores("README.md")).isFalse();
    assertThat(ignore.ignores("README-secret.md")).isTrue();
  }

  @Test
  void everythingIsIgnoredOnlyWithoutAnException() {
    assertThat(DockerIgnore.read("*\n").ignoresEverything()).isTrue();
    assertThat(DockerIgnore.read("**\n!Dockerfile\n").ignoresEverything()).isFalse();
  }
}

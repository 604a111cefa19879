package dev.deployarchitect.pipeline.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples of GitHub's cheat sheet pass; what git or the grammar forbids does not. */
class FilterPatternTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "feature/*",
        "feature/**",
        "main",
        "*",
        "**",
        "*feature",
        "v2*",
        "v[12].[0-9]+.[0-9]+",
        "!releases/**-alpha",
        "v[0-9]?",
        "a\\*b",
        "[CB]at",
        "[1-2]00",
        "*jsx?"
      })
  void goodRefs(String pattern) {
    assertThat(FilterPattern.faultOfRef(pattern)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "!", "^x", "a b", "a:b", "a~1", "/a", "a/", "a//b", "a.", "\\d+", "[", "[]", "[x]", "[9-0]",
        "v*+", "?a", "+"
      })
  void badRefs(String pattern) {
    assertThat(FilterPattern.faultOfRef(pattern)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"*", "**", "*.js", "**.js", "docs/**", "!**/*.md", "a b/c", "**/*-post.md"})
  void goodPaths(String pattern) {
    assertThat(FilterPattern.faultOfPath(pattern)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"./src", ".", "..", "../x", " a", "a ", "!", "[", "v[9-0]"})
  void badPaths(String pattern) {
    assertThat(FilterPattern.faultOfPath(pattern)).isPresent();
  }
}

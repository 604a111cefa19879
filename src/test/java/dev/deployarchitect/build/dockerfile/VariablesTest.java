package dev.deployarchitect.build.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deployarchitect.text.MappedText;
import dev.deployarchitect.text.Source;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected values are those of the Dockerfile reference, "Environment replacement". */
class VariablesTest {
  private static final Map<String, String> KNOWN =
      Map.of("x", "foobarbaz", "empty", "", "str", "foobarbaz", "file", "a/b/c.tar.gz");

  @ParameterizedTest
  @CsvSource({
    "$x.y, foobarbaz.y",
    "${x}y, foobarbazy",
    "${missing:-word}, word",
    "${empty:-word}, word",
    "${x:+word}, word",
    "${missing:-${x}}, foobarbaz",
    "${str#f*b}, arbaz",
    "${str##f*b}, az",
    "${str%b*}, foobar",
    "${str%%b*}, foo",
    "${str/ba/fo}, fooforbaz",
    "${str//ba/fo}, fooforfoz",
    "${file##*/}, c.tar.gz",
    "\\$x, \\$x",
    "$, $",
    "${, ${",
  })
  void expandsAsBuildKitDoes(String text, String expected) {
    assertThat(Variables.expand(text, n -> Optional.ofNullable(KNOWN.get(n)))).isEqualTo(expected);
  }

  @Test
  void anEmptyVariableCountsAsSetOnlyWithoutTheColon() {
    assertThat(Variables.expand("<${empty-word}>", n -> Optional.ofNullable(KNOWN.get(n))))
        .isEqualTo("<>");
    assertThat(Variables.expand("<${missing}>", n -> Optional.empty())).isEqualTo("<>");
  }

  @Test
  void referencesKnowTheirPlaceAndThoseInsideDefaultsAreFound() {
    Source source = new Source("Dockerfile", "ENV A=${B:-${C}} $D");
    assertThat(Variables.references(MappedText.of(source.whole())))
        .extracting(r -> r.name() + "@" + r.span().column())
        .containsExactly("B@7", "C@12", "D@18");
  }
}

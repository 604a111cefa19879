package dev.deployarchitect.pipeline.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.deployarchitect.text.MappedText;
import dev.deployarchitect.text.Source;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTest {
  private static final Map<String, Type> TYPES =
      Map.of(
          "github", Type.strict(Map.of("ref", Type.Simple.STRING, "event", Type.Simple.ANY)),
          "matrix", Type.strict(Map.of("os", Type.Simple.STRING, "n", Type.Simple.NUMBER)),
          "env", Type.open(Map.of(), Type.Simple.STRING),
          "list", Type.array(Type.strict(Map.of("name", Type.Simple.STRING))));

  private static ExpressionReader.Read read(String text) {
    Source source = new Source("x", text);
    return ExpressionReader.read(MappedText.of(source.span(0, text.length())));
  }

  private static ExpressionChecker.Checked check(String text) {
    ExpressionReader.Read read = read(text);
    assertThat(read.problems()).isEmpty();
    Scope scope = new Scope(TYPES, Set.of("github", "env", "list"), Set.of("always"));
    return ExpressionChecker.check(read.expression(), scope);
  }

  @Test
  void operatorsBindAsGitHubSays() {
    Expression tree = read("!a && b == 'x' || c < 1").expression();
    assertThat(tree)
        .isInstanceOfSatisfying(
            Expression.Logical.class,
            or -> {
              assertThat(or.operator()).isEqualTo("||");
              assertThat(or.left().span().text()).isEqualTo("!a && b == 'x'");
              assertThat(or.right()).isInstanceOf(Expression.Compare.class);
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "a.b.*.c['d-e'][0]; 0",
        "format('it''s {0}', -1.5e3); 0",
        "fromJSON(\"x\"); 9",
        "a = b; 2",
        "a & b; 2",
        "f(a, b; 6",
        "(a; 2",
        "a b; 2",
        "a.; 2",
        "a == 'open; 5",
        "1 + 2; 2"
      })
  void whatCannotBeReadIsAProblemAtItsPlace(String text, int place) {
    List<Integer> places = read(text).problems().stream().map(p -> p.span().start()).toList();
    assertThat(places).isEqualTo(place == 0 ? List.of() : List.of(place));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "github.ref; string",
        "GitHub.REF; string",
        "github.event.anything.at.all; any",
        "env.whatever || 'x'; string",
        "list.*.name; array of string",
        "list[0].name; string",
        "github.ref == 'x'; boolean",
        "fromJSON('[1, 2]')[0]; number",
        "fromJSON('{\"a\": true}').a; boolean",
        "contains(list.*.name, 'x'); boolean",
        "case(github.ref == 'x', 'a', 'b'); any"
      })
  void theTypeOfAnExpressionIsFound(String text, String type) {
    ExpressionChecker.Checked checked = check(text);
    assertThat(checked.faults()).isEmpty();
    assertThat(checked.type()).hasToString(type);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "githob.ref; did you mean 'github'",
        "github.reff; did you mean 'ref'",
        "list.name; is asked of a list",
        "github.ref.name; a string has no 'name'",
        "list == 'x'; never compare",
        "true < false; never compare",
        "startWith('a', 'b'); did you mean 'startsWith'",
        "startsWith('a'); does not take 1 arguments",
        "contains(list[0], 'a'); does not take object",
        "format('{0} {2}', 1, 2); {2} has no argument",
        "format('{0}', 1, 2); {1} is not used",
        "format('{x', 1); doubled",
        "fromJSON('{'); cannot read",
        "list['a']; by number",
        "case(true, 1); does not take 2 arguments"
      })
  void whatCanNeverWorkIsSaid(String text, String message) {
    assertThat(check(text).faults())
        .extracting(p -> p.message())
        .anyMatch(m -> m.contains(message));
  }

  @ParameterizedTest
  @ValueSource(strings = {"matrix.os == 'x'", "failure()", "hashFiles('x')"})
  void whatThisPlaceDoesNotProvideIsSaid(String text) {
    assertThat(check(text).unavailable()).hasSize(1);
    assertThat(check("always()").unavailable()).isEmpty();
  }

  @Test
  void noTextMakesTheReaderThrowOrHang() {
    String pieces = "a.b(')[]*!=<>&|,'{}0x1.5e \n\"\u0000é";
    Random random = new Random(20_261_123L);
    for (int round = 0; round < 20_000; round++) {
      String text =
          random
              .ints(random.nextInt(40), 0, pieces.length())
              .mapToObj(i -> String.valueOf(pieces.charAt(i)))
              .collect(Collectors.joining());
      Scope scope = new Scope(TYPES, Set.of("github"), Set.of());
      assertThatCode(() -> ExpressionChecker.check(read(text).expression(), scope))
          .as(text)
          .doesNotThrowAnyException();
    }
    assertThat(read("(".repeat(100_000)).problems()).hasSize(1);
    assertThat(read("!".repeat(100_000) + "a").problems()).hasSize(1);
    assertThat(read("a" + "[a".repeat(100_000)).problems()).hasSize(1);
  }
}

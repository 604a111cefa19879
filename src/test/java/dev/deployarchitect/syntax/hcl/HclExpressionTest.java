package dev.deployarchitect.syntax.hcl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deployarchitect.syntax.hcl.HclExpression.Call;
import dev.deployarchitect.syntax.hcl.HclExpression.For;
import dev.deployarchitect.syntax.hcl.HclExpression.Index;
import dev.deployarchitect.syntax.hcl.HclExpression.Mapping;
import dev.deployarchitect.syntax.hcl.HclExpression.Operation;
import dev.deployarchitect.syntax.hcl.HclExpression.Template;
import dev.deployarchitect.text.Source;
import java.util.List;
import org.junit.jupiter.api.Test;

class HclExpressionTest {

  private static HclBody.File file(String expression) {
    return HclReader.read(new Source("x.tf", "locals {\n  a = " + expression + "\n}\n"));
  }

  private static HclExpression read(String expression) {
    HclBody.File file = file(expression);
    assertThat(file.problems()).isEmpty();
    return file.body().blocks().getFirst().body().attributes().getFirst().value();
  }

  private static List<String> references(String expression) {
    return read(expression).references().stream()
        .map(r -> r.span().text() + " " + r.parts())
        .toList();
  }

  @Test
  void operatorsBindAsInHcl() {
    Operation sum = (Operation) read("1 + 2 * 3 == 7 && !var.off");
    assertThat(sum.operator()).isEqualTo("&&");
    Operation equal = (Operation) sum.operands().getFirst();
    assertThat(equal.operator()).isEqualTo("==");
    assertThat(equal.operands().getFirst().span().text()).isEqualTo("1 + 2 * 3");
    assertThat(((Operation) read("a ? b : c ? d : e")).operands().getLast().span().text())
        .isEqualTo("c ? d : e");
  }

  @Test
  void whatAForBindsIsNoReferenceAndWhatItReadsIs() {
    assertThat(references("{ for k, v in var.zones : k => v.id if v.on && local.on }"))
        .containsExactly("var.zones [var, zones]", "local.on [local, on]");
    assertThat(((For) read("[for x in y : x...]")).grouped()).isTrue();
  }

  @Test
  void stepsKeepIndexesAndSplats() {
    HclReference reference = read("aws_lb.main[\"a\"].zones[*].id").references().getFirst();
    assertThat(reference.parts()).containsExactly("aws_lb", "main", "zones", "id");
    assertThat(reference.steps().get(2)).isEqualTo(new HclReference.Indexed("a"));
    assertThat(reference.steps().get(4)).isEqualTo(new HclReference.All());
    assertThat(read("list.0.name")).isInstanceOf(HclExpression.Member.class);
  }

  @Test
  void keysOfObjectsAreNamesUnlessTheyStandInBrackets() {
    assertThat(references("{ name = 1, (var.key) = 2, \"${var.more}\" = 3 }"))
        .containsExactly("var.key [var, key]", "var.more [var, more]");
    Mapping mapping = (Mapping) read("{\n    a = 1\n    \"b c\" : [1,\n 2]\n  }");
    assertThat(mapping.get("b c")).isPresent();
    assertThat(mapping.get("c")).isEmpty();
  }

  @Test
  void templatesNestAndHoldTheirDirectives() {
    assertThat(references("\"a-${join(\"-\", [for s in var.parts : \"${s}.${local.end}\"])}\""))
        .containsExactly("var.parts [var, parts]", "local.end [local, end]");
    assertThat(
            references(
                "<<-EOT\n%{ for h in var.hosts ~}\n${h} ${local.port}\n%{ endfor ~}\n$${no}\nEOT"))
        .containsExactly("var.hosts [var, hosts]", "local.port [local, port]");
    assertThat(read("\"a\\n\\u00e9 $${b} %%{c}\"").literal()).contains("a\né ${b} %{c}");
    assertThat(((Template) read("\"${a}\"")).literal()).isEmpty();
  }

  @Test
  void callsMayExpandTheirLastArgumentAndBelongToAProvider() {
    assertThat(((Call) read("merge(a, b...)")).expanded()).isTrue();
    assertThat(((Call) read("provider::aws::arn_parse(x)")).function())
        .isEqualTo("provider::aws::arn_parse");
    assertThat(((Index) read("f(x)[0]")).target()).isInstanceOf(Call.class);
  }

  @Test
  void brokenExpressionsNameThePlaceAndWhatWasExpected() {
    assertThat(file("[1, 2").problems())
        .extracting(p -> p.message())
        .anyMatch(m -> m.contains("never closed"));
    assertThat(file("1 +").problems().getFirst().message())
        .isEqualTo("expected a value, found the end");
    assertThat(file("foo bar").problems().getFirst().span().place()).isEqualTo("x.tf:2:11");
    assertThat(file("\"\\q\"").problems().getFirst().message()).contains("no escape '\\q'");
    assertThat(file("\"${a\"").problems()).isNotEmpty();
  }

  @Test
  void deepNestingIsAProblemNotAnOverflow() {
    assertThat(file("[".repeat(5_000) + "]".repeat(5_000)).problems()).isNotEmpty();
    assertThat(file("!".repeat(5_000) + "a").problems()).isNotEmpty();
    assertThat(file("\"${".repeat(2_000) + "}\"".repeat(2_000)).problems()).isNotEmpty();
  }
}

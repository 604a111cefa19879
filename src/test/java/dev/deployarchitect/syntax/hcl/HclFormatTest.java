package dev.deployarchitect.syntax.hcl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deployarchitect.text.Source;
import org.junit.jupiter.api.Test;

/** Compared with what terraform fmt 1.11 printed for the same texts. */
class HclFormatTest {

  @Test
  void equalsSignsAlignInRunsOfSingleLineAttributes() {
    assertThat(
            HclFormat.format(
                """
                resource "a" "b" {
                name="x"
                  long_name =   1
                  list = [
                  1,
                      2
                  ]
                  short = true # why
                  longer = false # because
                }
                """))
        .isEqualTo(
            """
            resource "a" "b" {
              name      = "x"
              long_name = 1
              list = [
                1,
                2
              ]
              short  = true  # why
              longer = false # because
            }
            """);
  }

  @Test
  void stringsAndHeredocsAreLeftAlone() {
    String text =
        """
        locals {
          a = "x = ${var.b ? "1" : "2"}  y"
          b = <<-EOT
            keep   this = as
          it is
          EOT
        }
        """;
    assertThat(HclFormat.format(text)).isEqualTo(text);
  }

  @Test
  void whatTerraform011WroteIsRewrittenAsTerraformDoes() {
    assertThat(
            HclFormat.format(
                """
                resource aws_lb "main" {
                  name = "${var.name}"
                  tags = "${merge(var.tags, { a = "b" })}"
                  kept = "${var.a}-${var.b}"
                }
                variable "x" { type = "list" }
                variable "y" {
                type=map
                }
                """))
        .isEqualTo(
            """
            resource "aws_lb" "main" {
              name = var.name
              tags = merge(var.tags, { a = "b" })
              kept = "${var.a}-${var.b}"
            }
            variable "x" { type = list(string) }
            variable "y" {
              type = map(any)
            }
            """);
  }

  @Test
  void spacesStandAsTerraformPutsThem() {
    assertThat(
            HclFormat.format(
                """
                locals {
                a=b ==-1
                b = x*-1 -y
                c = [ for x in [1,2]: x ]
                d = f( a,b, )
                e = "${ a+b }-${ {x=1}.x }"
                f = [{
                a = 1
                }, {
                b = 2
                }]
                g = { }
                h = a .b ["c"]
                }
                """))
        .isEqualTo(
            """
            locals {
              a = b == -1
              b = x * -1 - y
              c = [for x in [1, 2] : x]
              d = f(a, b, )
              e = "${a + b}-${ { x = 1 }.x}"
              f = [{
                a = 1
                }, {
                b = 2
              }]
              g = {}
              h = a.b["c"]
            }
            """);
  }

  @Test
  void lineBreaksStayAsTheyAre() {
    assertThat(HclFormat.format("a=1 # b\r\nbb=2\r\n# c\r\n"))
        .isEqualTo("a  = 1 # b\r\nbb = 2\r\n# c\r\n");
    assertThat(HclFormat.format("a=1")).isEqualTo("a = 1");
  }

  @Test
  void formattingTwiceChangesNothing() {
    String once = HclFormat.format("a{\nb=1\nc {\nd=[for x in y:x.z if !x.w]\n}\n}\n");
    assertThat(HclFormat.format(once)).isEqualTo(once);
  }

  @Test
  void brokenTextGivesProblemsAtTheirPlaces() {
    HclBody.File file = HclReader.read(new Source("x.tf", "a {\n  b =\n  c = \"open\n"));
    assertThat(file.problems())
        .isNotEmpty()
        .allSatisfy(p -> assertThat(p.span().path()).isEqualTo("x.tf"));
  }
}

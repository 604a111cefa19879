package dev.deployarchitect.infrastructure.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deployarchitect.content.Content;
import dev.deployarchitect.infrastructure.schema.ProviderSchemas;
import dev.deployarchitect.text.Source;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The pages of the rules show the usual faults; here is what must stay silent, and why. */
class SchemaCheckTest {
  private static final ProviderSchemas SCHEMAS = new ProviderSchemas(Content.packed());

  private static List<String> mismatches(String... files) {
    return check(SchemaCheck::mismatches, files);
  }

  private static List<String> check(
      java.util.function.BiConsumer<
              TerraformModule, java.util.function.Consumer<dev.deployarchitect.text.Problem>>
          check,
      String... files) {
    List<Source> sources = new ArrayList<>();
    for (int i = 0; i < files.length; i += 2) {
      sources.add(new Source(files[i], files[i + 1]));
    }
    List<String> problems = new ArrayList<>();
    TerraformModule.read(sources, SCHEMAS.open())
        .forEach(m -> check.accept(m, p -> problems.add(p.span().place() + " " + p.message())));
    return problems;
  }

  private static String required(String constraint) {
    return """
    terraform {
      required_providers {
        aws = { source = "hashicorp/aws", version = "%s" }
      }
    }
    """
        .formatted(constraint);
  }

  @Test
  void anotherPinnedVersionIsNotHeldAgainstThisSchema() {
    String wrong = "resource \"aws_eip\" \"a\" {\n  nonsense = 1\n}\n";
    assertThat(mismatches("main.tf", required("~> 6.0") + wrong)).hasSize(1);
    assertThat(mismatches("main.tf", required("~> 5.0") + wrong)).isEmpty();
    assertThat(mismatches("main.tf", required("~> 5.0") + "resource \"aws_nope\" \"a\" {}\n"))
        .isEmpty();
  }

  @Test
  void aNameThatALaterMajorVersionMayHaveIsNotCalledUnknown() {
    String open =
        """
        terraform {
          required_providers {
            google = { source = "hashicorp/google", version = ">= 6.0" }
          }
        }
        resource "google_sql_database" "a" {
          later    = 1
          instance = []
        }
        """;
    assertThat(mismatches("main.tf", open))
        .containsExactly(
            "main.tf:8:14 'instance' takes a value of type string, found a list",
            "main.tf:6:1 'google_sql_database' lacks the required argument 'name'");
    assertThat(mismatches("main.tf", open.replace(">= 6.0", "~> 6.0")).getFirst())
        .contains("no argument 'later' in hashicorp/google 6.50.0");
  }

  @Test
  void dynamicBlocksAreHeldAgainstTheBlockTheyMake() {
    assertThat(
            mismatches(
                "main.tf",
                """
                resource "aws_lb" "a" {
                  dynamic "access_logs" {
                    for_each = var.logs
                    content {
                      bucket = access_logs.value
                      colour = "red"
                    }
                  }
                }
                """))
        .containsExactly(
            "main.tf:6:7 'access_logs' has no argument 'colour' in hashicorp/aws 6.66.0");
  }

  @Test
  void whatIsComputedMayBeAnything() {
    assertThat(
            mismatches(
                "main.tf",
                """
                resource "aws_lb_target_group" "a" {
                  port   = var.port
                  vpc_id = "${var.vpc}"
                  tags   = merge(var.tags, { a = 1 })
                  slow_start           = "30"
                  deregistration_delay = 60
                }
                """))
        .isEmpty();
  }

  @Test
  void listsOfObjectsMayBeWrittenAsBlocksOrAsAnArgument() {
    assertThat(
            mismatches(
                "main.tf",
                """
                resource "aws_security_group" "a" {
                  ingress {
                    from_port = 443
                    to_port   = 443
                    protocol  = "tcp"
                  }
                }
                resource "aws_security_group" "b" {
                  ingress = []
                }
                resource "cloudflare_ruleset" "c" {
                  kind    = "zone"
                  name    = "a"
                  phase   = "http_ratelimit"
                  zone_id = "z"
                }
                """))
        .isEmpty();
  }

  @Test
  void aBlockThatStandsOnceIsNotWrittenTwice() {
    assertThat(
            mismatches(
                "main.tf",
                """
                resource "aws_lb_target_group" "a" {
                  health_check {}
                  health_check {}
                }
                """))
        .containsExactly(
            "main.tf:3:3 'health_check' stands more than once in 'aws_lb_target_group', which takes"
                + " one");
  }

  @Test
  void providersWithoutASchemaAreLeftAlone() {
    assertThat(mismatches("main.tf", "resource \"heroku_app\" \"a\" {\n  x = 1\n}\n")).isEmpty();
    assertThat(check(SchemaCheck::unknownTypes, "main.tf", "resource \"heroku_app\" \"a\" {}\n"))
        .isEmpty();
  }

  @Test
  void instancesAndOutputsAreResolvedAcrossFolders() {
    assertThat(
            check(
                References::unresolved,
                "main.tf",
                """
                module "net" {
                  source = "./net"
                }
                resource "aws_eip" "many" {
                  count = 2
                }
                output "a" {
                  value = [module.net.id, module.net.ids, aws_eip.many.id, aws_eip.many[0].id]
                }
                """,
                "net/main.tf",
                "output \"id\" {\n  value = 1\n}\n"))
        .containsExactly(
            "main.tf:8:27 module 'net' has no output 'ids'; did you mean 'id'?",
            "main.tf:8:43 'aws_eip.many' has several instances: write aws_eip.many[…].id");
  }
}

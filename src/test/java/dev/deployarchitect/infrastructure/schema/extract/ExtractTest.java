package dev.deployarchitect.infrastructure.schema.extract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deployarchitect.infrastructure.schema.ProviderSchema;
import dev.deployarchitect.infrastructure.schema.SchemaBlock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExtractTest {
  private static final String TYPESCRIPT =
      """
      export interface ThingConfig extends cdktf.TerraformMetaArguments {
        /**
        * rule block
        */
        readonly rule?: ThingRule[] | cdktf.IResolvable;
      }
      export class ThingRuleOutputReference extends cdktf.ComplexObject {
        // port - computed: false, optional: false, required: true
        private _port?: number;
        public get port() {
          return this.getNumberAttribute('port');
        }
      }
      export class ThingRuleList extends cdktf.ComplexList {
      }
      export class Thing extends cdktf.TerraformResource {
        public static readonly tfResourceType = "acme_thing";
        // name - computed: true, optional: true, required: false
        private _name?: string;
        public get name() {
          return this.getStringAttribute('name');
        }
        // zones - computed: false, optional: true, required: false
        private _zones?: string[];
        public get zones() {
          return cdktf.Fn.tolist(this.getListAttribute('zones'));
        }
        // rule - computed: false, optional: true, required: false
        private _rule = new ThingRuleList(this, "rule", true);
      }
      """;

  @Test
  void aPackageOfTheCdkGivesNamesFlagsTypesAndBlocks(@TempDir Path folder) throws Exception {
    Path thing = Files.createDirectories(folder.resolve("lib/thing"));
    String map =
        "{\"sourcesContent\":[%s]}"
            .formatted(
                new com.fasterxml.jackson.databind.ObjectMapper().writeValueAsString(TYPESCRIPT));
    Files.writeString(
        thing.resolve("index.js"),
        "x\n//# sourceMappingURL=data:application/json;base64,"
            + Base64.getEncoder().encodeToString(map.getBytes(StandardCharsets.UTF_8)));
    Path provider = Files.createDirectories(folder.resolve("lib/provider"));
    Files.writeString(
        provider.resolve("index.d.ts"), "{@link https://x/providers/acme/acme/1.2.3/docs}");

    assertThat(CdktfPackage.provider(folder)).contains("acme/acme 1.2.3");
    Map<String, List<Member>> entries = CdktfPackage.read(folder);
    String text = SchemaText.of(List.of("provider: acme/acme 1.2.3"), entries);
    assertThat(text)
        .isEqualTo(
            """
            # provider: acme/acme 1.2.3
            @1 port:r:number
            resource acme_thing name:oc:string zones:o:set(string) rule:ob:set@1
            """);
    ProviderSchema schema = new ProviderSchema(text);
    SchemaBlock block = schema.block("resource", "acme_thing").orElseThrow();
    assertThat(block.member("rule").orElseThrow().inner().member("port").orElseThrow().required())
        .isTrue();
    assertThat(schema.version()).isEqualTo("1.2.3");
    assertThat(schema.block("data", "acme_thing")).isEmpty();
  }

  @Test
  void pagesOfTfplugindocsGiveTheSame() {
    List<Member> members =
        ProviderDocs.page(
            """
            - `ignored` (String) before the schema
            ## Schema

            ### Required

            - `name` (String) Its name.

            ### Optional

            - `old` (Boolean, Deprecated) Not any more.
            - `rule` (Block Set, Max: 1) (see [below](#nestedblock--rule))

            ### Read-Only

            - `id` (String) The ID.

            <a id="nestedblock--rule"></a>
            ### Nested Schema for `rule`

            Required:

            - `ports` (List of Number) Ports.
            """
                .lines()
                .toList());
    assertThat(SchemaText.of(List.of(), Map.of("resource acme_thing", members)))
        .isEqualTo(
            """
            @1 ports:r:list(number)
            resource acme_thing name:r:string old:od:bool rule:ob:one@1 id:c:string
            """);
  }
}

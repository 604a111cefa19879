package dev.deployarchitect.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.deployarchitect.Given;
import dev.deployarchitect.Workspaces;
import dev.deployarchitect.content.Content;
import dev.deployarchitect.finding.Finding;
import dev.deployarchitect.finding.Suppressions;
import dev.deployarchitect.infrastructure.InfrastructureReviewer;
import dev.deployarchitect.text.Source;
import dev.deployarchitect.tool.ToolContext;
import dev.deployarchitect.tool.ToolResult;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every stack is held against the providers' schemas and our own review, whole and damaged. */
class TerraformStacksTest {
  private static final InfrastructureReviewer REVIEWER =
      new InfrastructureReviewer(Content.packed());

  static final Map<String, String> NEXT =
      Map.of(
          "package.json",
          "{\"name\":\"@acme/shop\",\"dependencies\":{\"next\":\"15.1.0\",\"@prisma/client\":\"6.1.0\"}}",
          "prisma/schema.prisma",
          "datasource db {\n  provider = \"postgresql\"\n  url = env(\"DATABASE_URL\")\n}\n",
          "src/app/(site)/api/chat/[id]/route.ts",
          "const h = { 'Content-Type': 'text/event-stream', key: process.env.EXA_API_KEY };\n",
          "src/app/api/webhooks/clerk/route.ts",
          "import { Webhook } from 'svix';\n",
          "src/app/api/healthz/route.ts",
          "export const GET = () => Response.json({});\n");

  @TempDir Path folder;

  private Map<String, String> generate(String cloud) throws IOException {
    return generate(cloud, NEXT);
  }

  private Map<String, String> generate(String cloud, Map<String, String> project)
      throws IOException {
    return GeneratedFiles.of("generate_terraform", arguments(cloud), folder, project);
  }

  /** Of words such as {@code aws fastly vault}: the cloud, then choices. */
  private static String arguments(String words) {
    String[] all = words.split(" ");
    StringBuilder json = new StringBuilder("{\"cloud\":\"%s\"".formatted(all[0]));
    for (String word : List.of(all).subList(1, all.length)) {
      String parameter =
          word.equals("fastly") || word.equals("cloudflare")
              ? "cdn"
              : word.equals("vault") ? "secrets" : "database";
      json.append(",\"%s\":\"%s\"".formatted(parameter, word));
    }
    return json + "}";
  }

  private static List<String> findings(Map<String, String> files) {
    List<Source> sources =
        files.entrySet().stream()
            .filter(e -> e.getKey().endsWith(".tf"))
            .map(e -> new Source(e.getKey(), e.getValue()))
            .toList();
    List<Finding> all = REVIEWER.review(sources);
    return sources.stream()
        .flatMap(s ->
            Suppressions.apply(
                s,
                all.stream().filter(f -> f.span().path().equals(s.path())).toList(),
                REVIEWER.rules())
                .kept()
                .stream())
        .map(f -> "%s %s %s".formatted(f.span().place(), f.rule().id(), f.message()))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "aws",
        "aws fastly",
        "aws cloudflare",
        "aws vault",
        "aws fastly vault",
        "google",
        "vercel",
        "vercel supabase",
        "vercel planetscale",
        "static"
      })
  void noRuleOfOursFindsAnythingNotEvenAStrictOne(String cloud) throws IOException {
    Map<String, String> files = generate(cloud);
    assertThat(files).hasSizeGreaterThan(7);
    assertThat(findings(files)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          aws    | modules/service/main.tf  | deregistration_delay = | deregistration_delays = | has no argument 'deregistration_delays'
          aws    | modules/database/main.tf | multi_az               = var.standby | multi_az               = ["a"] | takes a value of type bool
          aws    | main.tf                  | module.network.vpc_id  | module.network.vpc      | has no output 'vpc'
          aws    | main.tf                  | cidr_block   = var.cidr_block | cidr   = var.cidr_block | has no variable 'cidr'
          google | service.tf               | max_instance_count     | max_instances           | has no argument 'max_instances'
          google | database.tf              | disk_size                   = var.database_storage_gb | disk_size = "big" | takes a value of type number
          google | edge.tf                  | google_compute_url_map.main.id | google_compute_url_map.root.id | is not declared
          vercel | main.tf                  | framework =            | frameworks =            | has no argument 'frameworks'
          vercel | neon.tf                  | pg_version = 17        | pg_version = "new"      | takes a value of type number
          aws fastly | modules/cdn/main.tf  | first_byte_timeout     | first_bytes_timeout     | has no argument 'first_bytes_timeout'
          aws fastly | main.tf              | data.fastly_ip_ranges.edge | data.fastly_ip_ranges.all | is not declared
          aws cloudflare | modules/cdn/main.tf | requests_per_period = ceil(var.rate_limit / 5) | requests_per_period = "many" | takes a value of type number
          aws vault | modules/secrets/main.tf | token_ttl                = 3600 | token_ttl = ["1h"] | takes a value of type number
          aws vault | main.tf               | module.service.task_role_arn | module.service.role_arn | has no output 'role_arn'
          vercel supabase | supabase.tf     | instance_size          | instance_sizes          | has no argument 'instance_sizes'
          vercel planetscale | planetscale.tf | retention_value = var.backup_days | retention_value = "long" | takes a value of type number
          vercel | outputs.tf               | neon_project.main.id   | neon_project.main.ident | has no attribute 'ident'
          static | main.tf                  | enabled             = true | enabled = "yes"     | takes a value of type bool
          static | main.tf                  | aws_s3_bucket.site.arn | aws_s3_bucket.site.urn  | has no attribute 'urn'
          """)
  void aWrongNameTypeOrReferenceIsCaughtAtItsLine(
      String cloud, String file, String right, String wrong, String message) throws IOException {
    Map<String, String> files = generate(cloud);
    String path = "terraform/" + file;
    String text = files.get(path);
    assertThat(text).contains(right);
    int line = (int) text.substring(0, text.indexOf(right)).lines().count();
    files.put(
        path,
        text.substring(0, text.indexOf(right))
            + wrong
            + text.substring(text.indexOf(right) + right.length()));
    assertThat(findings(files))
        .anySatisfy(f -> assertThat(f).startsWith(path + ":" + line + ":").contains(message));
  }

  @ParameterizedTest
  @CsvSource({
    "aws, terraform/variables.tf",
    "google, terraform/variables.tf",
    "vercel, terraform/variables.tf"
  })
  void webhooksAndStreamsAreThoseOfTheApplication(String cloud, String path) throws IOException {
    assertThat(generate(cloud).get(path).replaceAll(" +", " "))
        .contains("default = [\"/api/webhooks/clerk\"]")
        .contains("default = [\"/api/chat\"]");
  }

  @Test
  void functionsThatStreamGetTheirTimeAndWhatStoodThereStays() throws IOException {
    assertThat(generate("vercel").get("vercel.json"))
        .contains("\"src/app/*/api/chat/*/route.ts\": { \"maxDuration\": 300 }")
        .contains("\"src/app/api/webhooks/clerk/route.ts\": { \"maxDuration\": 60 }")
        .contains("\"deploymentEnabled\": false");
    Map<String, String> with = new TreeMap<>(NEXT);
    with.put(
        "vercel.json",
        "{\n  \"crons\": [],\n  \"git\": {\"deploymentEnabled\": {\"main\": true}}\n}\n");
    assertThat(generate("vercel", with).get("vercel.json"))
        .startsWith("{\n  \"crons\": [],\n  \"git\": {\"deploymentEnabled\": {\"main\": true}},\n")
        .contains("\"maxDuration\": 300");
  }

  @Test
  void aRouteThatCatchesTheWholeApiDoesNotSwitchItsLimitOff() throws IOException {
    Map<String, String> all =
        Map.of(
            "package.json",
            "{\"name\":\"shop\",\"dependencies\":{\"next\":\"15.1.0\"}}",
            "app/api/[...all]/route.ts",
            "const h = { 'Content-Type': 'text/event-stream' };\n");
    assertThat(generate("aws", all).get("terraform/variables.tf").replaceAll(" +", " "))
        .contains("default = []")
        .doesNotContain("default = [\"/api\"]");
  }

  @Test
  void cronsAndRewritesStandInTheSettingsAndEdgeRoutesAreNamed() throws IOException {
    Map<String, String> with = new TreeMap<>(NEXT);
    with.put("src/app/api/cron/digest/route.ts", "export const GET = () => new Response();\n");
    with.put(
        "src/app/api/geo/route.ts",
        "export const runtime = 'edge';\nexport const GET = () => new Response();\n");
    ToolContext context = new ToolContext(Workspaces.of(folder, with));
    ToolResult.Done done =
        (ToolResult.Done)
            Given.call(
                context,
                "generate_terraform",
                "{\"cloud\":\"vercel\",\"rewrites\":\"/docs/:path*=https://docs.example.com/:path*\"}");
    assertThat(done.files())
        .filteredOn(f -> f.artifact().path().equals("vercel.json"))
        .singleElement()
        .satisfies(f ->
            assertThat(f.artifact().content())
                .contains("{ \"path\": \"/api/cron/digest\", \"schedule\": \"0 5 * * *\" }")
                .contains("\"destination\": \"https://docs.example.com/:path*\""));
    assertThat(Given.whole(done))
        .contains("Move src/app/api/geo/route.ts to the Node.js runtime")
        .contains("/api/cron/digest")
        .contains("connections to Neon at size 2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/docs",
        "docs=https://x.example",
        "/docs=http://x.example",
        "/a\\\"b=https://x.example"
      })
  void aRewriteThatIsNoneIsRefusedWithWhatWasExpected(String rewrite) throws IOException {
    ToolResult result =
        Given.call(
            new ToolContext(Workspaces.of(folder, NEXT)),
            "generate_terraform",
            "{\"cloud\":\"vercel\",\"rewrites\":\"%s\"}".formatted(rewrite));
    assertThat(result).isInstanceOf(ToolResult.Retry.class);
    assertThat(result.text()).contains("is no rewrite; expected a path and an https URL");
  }

  @Test
  void withFastlyTheBalancerAnswersOnlyWhoBearsTheToken() throws IOException {
    Map<String, String> files = generate("aws fastly");
    assertThat(files.get("terraform/main.tf")).contains("edge_cidrs", "edge_token");
    assertThat(files.get("terraform/moved.tf")).doesNotContain("cloudfront");
    assertThat(files.get("terraform/modules/cdn/main.tf"))
        .contains("return(pass)", "ratelimit.check_rate", "beresp.do_stream");
  }

  @Test
  void withVaultTheAgentGivesEachSecretByName() throws IOException {
    Map<String, String> files = generate("aws vault");
    assertThat(files.get("terraform/environments/production.agent.hcl"))
        .contains("env_template \"EXA_API_KEY\"")
        .contains("aws/app-production".replace("app", name(files)));
    assertThat(files.get("terraform/variables.tf")).doesNotContain("secret_names");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"aws", "aws fastly vault", "google", "vercel", "vercel supabase", "static"})
  void theBillIsTheSumOfItsPartsAtThreeVolumesOfTraffic(String cloud) throws IOException {
    String text =
        Given.whole(
            Given.call(
                new ToolContext(Workspaces.of(folder, NEXT)),
                "generate_terraform",
                arguments(cloud)));
    BigDecimal parts = BigDecimal.ZERO;
    BigDecimal together = BigDecimal.ZERO;
    Matcher part =
        Pattern.compile("- production, (.+), a month: \\$([0-9.]+) \\(priced: ").matcher(text);
    while (part.find()) {
      if (part.group(1).startsWith("together")) {
        together = new BigDecimal(part.group(2));
      } else {
        parts = parts.add(new BigDecimal(part.group(2)));
      }
    }
    // Each is rounded to cents.
    assertThat(together).isPositive().isCloseTo(parts, within(new BigDecimal("0.05")));
    assertThat(text)
        .contains("production at low traffic", "production at expected traffic")
        .contains("production at high traffic", "what moves");
  }

  @Test
  void anUnknownPriceIsSaidToBeUnknown() throws IOException {
    ToolContext context = new ToolContext(Workspaces.of(folder, NEXT));
    assertThat(Given.whole(Given.call(context, "generate_terraform", arguments("aws fastly"))))
        .contains("the CDN: unknown");
    assertThat(
            Given.whole(Given.call(context, "generate_terraform", arguments("vercel planetscale"))))
        .contains("PlanetScale: unknown");
  }

  private static String name(Map<String, String> files) {
    Matcher key =
        Pattern.compile("bucket = \"(.+)-terraform-state")
            .matcher(files.get("terraform/environments/production.backend"));
    assertThat(key.find()).isTrue();
    return key.group(1);
  }

  @Test
  void everyAddressThatMovedIsThere() throws IOException {
    Map<String, String> files = generate("aws");
    String modules =
        files.entrySet().stream()
            .filter(e -> e.getKey().contains("/modules/"))
            .map(Map.Entry::getValue)
            .collect(Collectors.joining());
    Matcher to =
        Pattern.compile("to += module\\.\\w+\\.(\\w+)\\.(\\w+)")
            .matcher(files.get("terraform/moved.tf"));
    int moved = 0;
    while (to.find()) {
      assertThat(modules).contains("resource \"%s\" \"%s\"".formatted(to.group(1), to.group(2)));
      moved++;
    }
    assertThat(moved).isGreaterThan(10);
  }
}

package dev.deployarchitect.repository.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deployarchitect.Given;
import dev.deployarchitect.Workspaces;
import dev.deployarchitect.tool.ToolContext;
import dev.deployarchitect.tool.ToolResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Definitions, callers, imports, routes and variables of the environment. */
class SymbolUsagesTest {
  @TempDir Path folder;

  private String ask(String arguments, Map<String, String> files) {
    return Given.call(new ToolContext(Workspaces.of(folder, files)), "find_usages", arguments)
        .text();
  }

  @Test
  void importsAreFollowedThroughPathsPackagesAndReExports() {
    String text =
        ask(
            "{\"name\":\"charge\"}",
            Map.of(
                "packages/pay/package.json", "{\"name\":\"@shop/pay\",\"main\":\"src/index.ts\"}",
                "packages/pay/src/index.ts", "export * from './charge';",
                "packages/pay/src/charge.ts", "export function charge(n: number) { return n; }",
                "apps/web/tsconfig.json",
                    "{ // comment\n\"compilerOptions\":{\"baseUrl\":\".\",\"paths\":{\"@/*\":[\"src/*\"]}}}",
                "apps/web/src/pay.ts", "export { charge as pay } from '@shop/pay';",
                "apps/web/src/a.ts", "import { charge } from '@shop/pay';\ncharge(1);",
                "apps/web/src/b.ts", "import { charge } from 'stripe-lib';\ncharge(2);",
                "apps/web/src/c.ts",
                    "import { charge } from '@shop/pay';\nfunction f(charge: any) { charge(3); }",
                "apps/web/src/d.ts", "// charge(4)\nconst t = 'charge';\nbattery.charge(5);"));
    assertThat(text)
        .contains("packages/pay/src/charge.ts:1  function, lines 1-1, exported")
        .containsPattern("Calls \\(1\\):\\n  apps/web/src/a.ts:2 ")
        .contains("re-exports 1")
        .containsPattern("apps/web/src/b.ts:1 .*a package, or not found")
        .containsPattern("apps/web/src/b.ts:2 .*from 'stripe-lib'")
        .containsPattern("apps/web/src/c.ts:2 .*bound at line 2")
        .containsPattern("apps/web/src/d.ts:3 .*on `battery`")
        .doesNotContain("d.ts:1 ")
        .doesNotContain("d.ts:2 ");
  }

  @Test
  void aMethodIsFoundInEveryLanguage() {
    String text =
        ask(
            "{\"name\":\"settle\"}",
            Map.of(
                "a.py", "class Invoice:\n    def settle(self):\n        pass\n\ninvoice.settle()\n",
                "a.rb", "class Pay\n  def settle(x)\n  end\nend\nPay.new.settle(1)\n",
                "A.java", "class A { void settle() {} void g() { a.settle(); } }",
                "a.go", "package a\nfunc (i *Invoice) settle() {}\nfunc g() { i.settle() }",
                "a.php", "<?php class P { function settle() {} }\n$p->settle();",
                "A.cs", "class C { void Settle() {} }\nclass D { void settle() { c.settle(); } }"));
    assertThat(text).contains("defined 6");
    assertThat(text)
        .contains("a.py:5", "a.rb:5", "A.java:1", "a.go:3", "a.php:2", "A.cs:2")
        .contains("on `invoice`");
  }

  @Test
  void anEnvironmentVariableIsFoundInCodeAndInSettings() {
    Map<String, String> files = new HashMap<>();
    files.put("a.ts", "const { STRIPE_KEY } = process.env;\nuse(process.env.STRIPE_KEY);");
    files.put("vite.ts", "console.log(import.meta.env.STRIPE_KEY, process.env['STRIPE_KEY']);");
    files.put("a.py", "import os\nos.environ[\"STRIPE_KEY\"]\nos.getenv('STRIPE_KEY')\n");
    files.put("a.go", "package a\nvar k = os.Getenv(\"STRIPE_KEY\")");
    files.put("a.rb", "ENV.fetch('STRIPE_KEY')\nENV['STRIPE_KEY']");
    files.put("A.java", "class A { String k = System.getenv(\"STRIPE_KEY\"); }");
    files.put("a.php", "<?php $k = env('STRIPE_KEY');");
    files.put("A.cs", "class A { string k = Environment.GetEnvironmentVariable(\"STRIPE_KEY\"); }");
    files.put("other.ts", "process.env.STRIPE_KEY_ID; // process.env.STRIPE_KEY");
    files.put(".env.example", "STRIPE_KEY=sk_live_1234567890abcdefghijklmn\n");
    files.put("Dockerfile", "FROM node:22\nARG STRIPE_KEY\n");
    files.put(".github/workflows/ci.yml", "env:\n  STRIPE_KEY: ${{ secrets.STRIPE_KEY }}\n");
    String text = ask("{\"name\":\"STRIPE_KEY\"}", files);
    assertThat(text)
        .contains("environment variable read 12")
        .contains("Dockerfile:2", ".github/workflows/ci.yml:2", ".env.example:1  STRIPE_KEY=")
        .doesNotContain("sk_live")
        .doesNotContain("other.ts");
  }

  @Test
  void aRouteIsFoundByItsPath() {
    Map<String, String> files =
        Map.of(
            "src/app/api/orders/[id]/route.ts", "export async function GET() {}",
            "src/server.ts", "app.get('/api/orders/:id', show);\naxios.get('/api/orders/7', {});",
            "src/call.ts", "fetch('/api/orders/7');",
            "app/views.py", "@app.route('/api/orders/<id>')\ndef show(id): pass\n");
    String text = ask("{\"name\":\"/api/orders/7\"}", files);
    assertThat(text)
        .contains("src/app/api/orders/[id]/route.ts:1  GET /api/orders/[id]")
        .contains("src/server.ts:1  GET /api/orders/:id")
        .contains("app/views.py:1  ANY /api/orders/<id>")
        .contains("other references 2")
        .contains("src/call.ts:1", "src/server.ts:2  axios.get");
  }

  @Test
  void argumentsAreChecked() {
    ToolContext context = new ToolContext(Workspaces.of(folder, Map.of("a.ts", "f();")));
    assertThat(Given.call(context, "find_usages", "{\"name\":\"two words\"}"))
        .isInstanceOf(ToolResult.Retry.class);
    assertThat(Given.call(context, "find_usages", "{\"name\":\"f\",\"kind\":\"colour\"}"))
        .isInstanceOf(ToolResult.Retry.class);
    assertThat(Given.call(context, "find_usages", "{\"name\":\"f\",\"path\":\"nowhere\"}"))
        .isInstanceOf(ToolResult.Retry.class);
    assertThat(Given.call(context, "find_usages", "{\"name\":\"unknown\"}"))
        .isInstanceOf(ToolResult.NothingFound.class);
    assertThat(Given.call(context, "outline", "{\"paths\":[\"nowhere\"]}"))
        .isInstanceOf(ToolResult.Retry.class);
  }

  @Test
  void fiveThousandFilesAreAnsweredInSeconds() {
    Map<String, String> files = new HashMap<>();
    for (int i = 0; i < 5_000; i++) {
      files.put(
          "src/m" + i % 50 + "/f" + i + ".ts",
          "export const value" + i + " = " + i + ";\n".repeat(60));
    }
    files.put("src/users.ts", "prisma.user.create({ data: { phone } });");
    files.put("prisma/schema.prisma", "model User {\n  id String @id\n  phone String\n}\n");
    ToolContext context = new ToolContext(Workspaces.of(folder, files));
    long before = System.nanoTime();
    String text = Given.call(context, "find_usages", "{\"name\":\"User.phone\"}").text();
    assertThat(text).contains("1 SETS it").contains("5001 code files, 1 parsed");
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(20));
  }
}

package dev.deployarchitect.repository;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deployarchitect.Given;
import dev.deployarchitect.Workspaces;
import dev.deployarchitect.tool.ToolContext;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What files define, import, serve and read. */
class OutlineTest {
  record Case(String path, String code, List<String> told, List<String> not) {
    @Override
    public String toString() {
      return path;
    }
  }

  static List<Case> cases() {
    return List.of(
        new Case(
            "app/api/users/route.ts",
            """
            import { prisma } from "@/lib/prisma";
            export { schema } from "./schema";
            export const runtime = "edge";
            export async function POST(request: Request) {
              const local = 1;
              await prisma.user.create({ data: {} });
              return fetch(process.env.HOOK_URL!);
            }
            """,
            List.of(
                "route POST /api/users  :4",
                "environment HOOK_URL :7",
                "database user.create  :6",
                "function POST  :4-8  exported",
                "constant runtime  :3-3  exported",
                "import @/lib/prisma (prisma)  :1",
                "re-export ./schema (schema)  :2"),
            List.of("local")),
        new Case(
            "src/orders.controller.ts",
            """
            @Controller("orders")
            export class OrdersController {
              @Get(":id")
              show(@Param("id") id: string) {}
              @Post()
              add() {}
            }
            """,
            List.of("route GET /orders/:id", "route POST /orders", "method OrdersController.show"),
            List.of("route ANY")),
        new Case(
            "server.js",
            """
            app.post("/pay", (req, res) => {});
            const x = map.get("/pay");
            client.get("/pay", (e) => {});
            """,
            List.of("route POST /pay  :1"),
            List.of(":3")),
        new Case(
            "shop/urls.py",
            "urlpatterns = [path('api/', include([path('orders/', view)])), path('x', view)]\n",
            List.of("route ANY /api/orders/", "route ANY /x"),
            List.of()),
        new Case(
            "main.py",
            "@router.get('/items')\ndef items():\n    return os.environ['A_KEY']\n",
            List.of("route GET /items  :1", "environment A_KEY :3", "function items  :2-3"),
            List.of()),
        new Case(
            "config/routes.rb",
            "namespace :api do\n  resources :orders\n  get 'health', to: 'health#show'\nend\n",
            List.of("route ANY /api/orders", "route GET /api/health"),
            List.of()),
        new Case(
            "routes/web.php",
            "<?php Route::get('/orders', [OrderController::class, 'index']);",
            List.of("route GET /orders"),
            List.of()),
        new Case(
            "main.go",
            "package main\nfunc main() { r.GET(\"/orders\", list)\n m.HandleFunc(\"POST /pay\", pay) }",
            List.of("route GET /orders", "route ANY POST /pay", "function main"),
            List.of()),
        new Case(
            "A.java",
            "@RequestMapping(\"/api\") class A { @GetMapping(\"/orders\") void list() {} }",
            List.of("route GET /api/orders", "method A.list"),
            List.of("route ANY")),
        new Case(
            "Program.cs",
            "app.MapGet(\"/orders\", () => 1);\nclass C { [HttpPost(\"pay\")] void P() {} }",
            List.of("route GET /orders", "route POST /pay"),
            List.of()));
  }

  @TempDir Path folder;

  @ParameterizedTest
  @MethodSource("cases")
  void aFileIsToldWhole(Case one) {
    ToolContext context = new ToolContext(Workspaces.of(folder, Map.of(one.path(), one.code())));
    String text =
        Given.call(context, "outline", "{\"paths\":[\"%s\"]}".formatted(one.path())).text();
    assertThat(text).contains(one.told());
    one.not().forEach(n -> assertThat(text).doesNotContain(n));
  }

  @Test
  void aFolderIsALineEachAndHasACursor() {
    Map<String, String> files = new HashMap<>();
    for (int i = 0; i < 100; i++) {
      files.put(
          "src/f" + i + ".ts", "export function f" + i + "() { return process.env.A" + i + "; }");
    }
    ToolContext context = new ToolContext(Workspaces.of(folder, files));
    String text = Given.call(context, "outline", "{\"paths\":[\"src\"]}").text();
    assertThat(text).contains("100 definitions", "100 environment variables", "cursor");
    assertThat(text.length()).isLessThan(2_200);
    assertThat(Given.call(context, "outline", "{\"paths\":[\"src\"],\"cursor\":30}").text())
        .contains("src/f99.ts")
        .hasSizeLessThan(12_000);
  }
}

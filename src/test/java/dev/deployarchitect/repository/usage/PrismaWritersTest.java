package dev.deployarchitect.repository.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deployarchitect.Given;
import dev.deployarchitect.Workspaces;
import dev.deployarchitect.tool.ToolContext;
import dev.deployarchitect.tool.ToolResult;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** "Who writes User.phone?" is one call, in a project with Prisma. */
class PrismaWritersTest {
  private static final String SCHEMA =
      """
      model User {
        id       String    @id
        email    String
        phone    String?   @map("phone_number")
        orders   Order[]
        account  Account?
        @@map("users")
      }
      model Order {
        id     String @id
        userId String
        phone  String?
        buyer  User   @relation(fields: [userId], references: [id])
      }
      model Account {
        id    String @id
        owner User   @relation(fields: [id], references: [id])
      }
      """;

  @TempDir Path folder;
  private final Map<String, String> files = new HashMap<>();

  @BeforeEach
  void schema() {
    files.put("prisma/schema.prisma", SCHEMA);
  }

  private String ask(String code) {
    files.put("src/users.ts", code);
    return ask();
  }

  private String ask() {
    ToolContext context = new ToolContext(Workspaces.of(folder, files));
    ToolResult result = Given.call(context, "find_usages", "{\"name\":\"User.phone\"}");
    return result.text();
  }

  @Test
  void saysOfEveryWriterWhetherItSetsTheField() {
    String text =
        ask(
            """
            export async function signup(input) {
              await prisma.user.create({ data: { email: input.email } });
            }
            export async function invite(email: string, phone: string) {
              await prisma.user.create({ data: { email, phone } });
            }
            export async function save(input: any) {
              await prisma.user.update({ where: { id: input.id }, data: input });
            }
            export async function rename(id: string, name: string) {
              await tx.user.update({ where: { id }, data: { name } });
            }
            """);
    assertThat(text)
        .contains("writers 4 (1 SETS it, 1 CANNOT be told, 2 does NOT set it)")
        .contains("src/users.ts:2  user.create: does NOT set it")
        .contains("src/users.ts:5  user.create: SETS it (phone)")
        .contains("src/users.ts:8  user.update: CANNOT be told: `input` is a parameter of save")
        .contains("src/users.ts:11  user.update: does NOT set it")
        .contains("prisma/schema.prisma:4  phone");
  }

  @Test
  void followsVariablesSpreadsConditionsAndLists() {
    String text =
        ask(
            """
            const base = { phone: "1" };
            const plain = { email: "a" };
            prisma.user.create({ data: { ...base, email } });
            prisma.user.create({ data: plain });
            prisma.user.create({ data: { ...(phone && { phone }) } });
            prisma.user.createMany({ data: rows.map((row) => ({ email: row.email, phone: row.phone })) });
            prisma.user.createMany({ data: [{ email: "a" }, { email: "b", phone: "2" }] });
            prisma.user.upsert({ where: { id }, create: { phone }, update: { email } });
            prisma.user.update({ where: { id }, data: { phone: undefined } });
            prisma.user.update({ where: { id }, data: { [key]: value } });
            prisma.user.update({ where: { id }, data: build(id) });
            """);
    assertThat(text)
        .contains(":3  user.create: SETS it")
        .contains(":4  user.create: does NOT set it")
        .contains(":5  user.create: SOMETIMES sets it")
        .contains(":6  user.createMany: SETS it")
        .contains(":7  user.createMany: SOMETIMES sets it")
        .contains(":8  user.upsert: create SETS it (phone); update does NOT set it")
        .contains(":9  user.update: does NOT set it (undefined)")
        .contains(":10  user.update: CANNOT be told")
        .contains(":11  user.update: CANNOT be told: `build(id)`");
  }

  @Test
  void seesNestedWritesButNotTheFieldOfAnotherModel() {
    String text =
        ask(
            """
            prisma.order.create({ data: { phone: "1", buyer: { create: { email, phone } } } });
            prisma.order.update({ where: { id }, data: { phone: "1" } });
            prisma.account.update({
              where: { id },
              data: { owner: { update: { data: { email } } } },
            });
            """);
    assertThat(text)
        .contains("writers 2 (1 SETS it, 1 does NOT set it)")
        .contains("src/users.ts:1  Order.buyer.create (nested): SETS it (phone)")
        .contains("src/users.ts:5  Account.owner.update (nested): does NOT set it")
        .doesNotContain("src/users.ts:2  order");
  }

  @Test
  void tellsReadersThatNameItFromThoseThatReturnAll() {
    String text =
        ask(
            """
            prisma.user.findMany({ select: { phone: true } });
            prisma.user.findMany({ where: { phone: { not: null } }, select: { id: true } });
            prisma.user.findFirst({ where: { id } });
            prisma.order.findMany({ include: { buyer: true } });
            prisma.order.findMany({ where: { buyer: { phone: "1" } }, select: { id: true } });
            prisma.user.findMany({ select: { id: true } });
            """);
    assertThat(text)
        .contains("readers that name it 3; reads that return every column 2")
        .contains(":1  user.findMany (select)")
        .contains(":2  user.findMany (where)")
        .contains(":5  order.findMany (where)")
        .doesNotContain("users.ts:6");
  }

  @Test
  void findsSqlByTheNamesOfTableAndColumn() {
    files.put(
        "prisma/migrations/1/migration.sql",
        """
        INSERT INTO "users" (id, phone_number) VALUES ('1', '2');
        UPDATE users SET email = lower(email);
        INSERT INTO archive SELECT * FROM users;
        INSERT INTO other (phone_number) VALUES ('x');
        """);
    String text =
        ask("await prisma.$executeRaw`UPDATE users SET phone_number = ${phone} WHERE id = ${id}`;");
    assertThat(text)
        .contains("migration.sql:1  SQL INSERT: SETS it")
        .contains("migration.sql:2  SQL UPDATE: does NOT set it")
        .contains("src/users.ts:1  SQL UPDATE: SETS it")
        .doesNotContain("migration.sql:4");
  }

  @Test
  void findsValidationAndLeavesCommentsAndSentencesOut() {
    String text =
        ask(
            """
            // prisma.user.create({ data: { phone } })
            export const signupSchema = z.object({ phone: z.string().min(5) });
            const help = "update users with a phone number";
            const other = { phone: 1 };
            """);
    assertThat(text)
        .contains("validated 1")
        .contains(":2  phone: z.string().min(5) in signupSchema")
        .doesNotContain("users.ts:1 ")
        .doesNotContain("users.ts:3 ")
        .doesNotContain("users.ts:4 ")
        .doesNotContain("Writers");
  }

  @Test
  void testsComeLastAndALongAnswerHasACursor() {
    files.put("src/users.test.ts", "prisma.user.create({ data: { phone } });\n".repeat(200));
    String text = ask("prisma.user.create({ data: { email } });");
    assertThat(text.indexOf("src/users.ts:1")).isLessThan(text.indexOf("src/users.test.ts:1"));
    assertThat(text.length()).isLessThan(2_400);
    assertThat(text).contains("more lines: call again with cursor ").contains("[test]");
    ToolContext context = new ToolContext(Workspaces.of(folder, files));
    String next =
        Given.call(context, "find_usages", "{\"name\":\"User.phone\",\"cursor\":20}").text();
    assertThat(next.length()).isBetween(5_000, 12_000);
  }

  @Test
  void aFieldThatTheSchemaDoesNotHaveIsSaid() {
    ToolContext context =
        new ToolContext(
            Workspaces.of(
                folder,
                Map.of(
                    "prisma/schema.prisma",
                    SCHEMA,
                    "a.ts",
                    "prisma.user.create({ data: { email } });")));
    assertThat(Given.call(context, "find_usages", "{\"name\":\"User.fax\"}").text())
        .contains("The Prisma model User has no field 'fax'.");
  }
}

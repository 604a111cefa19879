package dev.deployarchitect.project.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deployarchitect.Workspaces;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each way in which repositories of ordinary teams name their database, and what beats what. */
class DatabaseEngineTest {
  @TempDir Path folder;

  static Stream<Arguments> told() {
    return Stream.of(
        Arguments.of(
            "PostgreSQL (shop/settings.py:2)",
            Map.of("shop/settings.py", django("django.db.backends.postgresql"))),
        Arguments.of(
            "MySQL (shop/settings.py:2)",
            Map.of("shop/settings.py", django("django.db.backends.mysql"))),
        Arguments.of(
            "PostgreSQL (config/settings/base.py:2)",
            Map.of("config/settings/base.py", django("django.contrib.gis.db.backends.postgis"))),
        Arguments.of(
            "PostgreSQL (requirements/production.txt:2), SQLite (shop/settings.py:2)",
            Map.of(
                "shop/settings.py",
                django("django.db.backends.sqlite3"),
                "requirements/production.txt",
                "Django==5.1\npsycopg[c]==3.2.1\n")),
        Arguments.of(
            "SQLite (shop/settings.py:2)",
            Map.of("shop/settings.py", django("django.db.backends.sqlite3"))),
        Arguments.of(
            "SQLite (shop/settings.py:2), PostgreSQL (docker-compose.yml:3)",
            Map.of(
                "shop/settings.py",
                django("django.db.backends.sqlite3"),
                "docker-compose.yml",
                "services:\n  umami:\n    image: postgres:16\n")),
        Arguments.of(
            "PostgreSQL (config/database.yml:8), SQLite (config/database.yml:2)",
            Map.of(
                "config/database.yml",
                "default: &default\n  adapter: sqlite3\n  pool: <%= ENV.fetch(\"RAILS_MAX_THREADS\") { 5 } %>\ndevelopment:\n  <<: *default\nproduction:\n  <<: *default\n  adapter: postgresql\n")),
        Arguments.of(
            "MySQL (config/database.yml:2)",
            Map.of(
                "config/database.yml",
                "default: &default\n  adapter: mysql2\n",
                "Gemfile",
                "gem \"mysql2\", \"~> 0.5\"\n")),
        Arguments.of(
            "PostgreSQL (.env.example:2)", Map.of(".env.example", "APP=x\nDB_CONNECTION=pgsql\n")),
        Arguments.of("MariaDB (.env.example:1)", Map.of(".env.example", "DB_CONNECTION=mariadb\n")),
        Arguments.of(
            "MySQL (config/database.php:1)",
            Map.of(
                "config/database.php",
                "'default' => env('DB_CONNECTION', 'mysql'),\n'connections' => ['pgsql' => []]")),
        Arguments.of(
            "PostgreSQL (.env:2)",
            Map.of(
                ".env",
                "# DATABASE_URL=\"sqlite:///%kernel.project_dir%/var/data.db\"\nDATABASE_URL=\"postgresql://app:!ChangeMe!@127.0.0.1:5432/app\"\n")),
        Arguments.of(
            "PostgreSQL (src/main/resources/application.yml:3)",
            Map.of(
                "src/main/resources/application.yml",
                "spring:\n  datasource:\n    url: jdbc:postgresql://db/shop\n",
                "src/test/resources/application.yml",
                "spring.datasource.url: jdbc:postgresql:tc\n")),
        Arguments.of(
            "MySQL (src/main/resources/application-prod.properties:1), H2 (src/main/resources/application.properties:1)",
            Map.of(
                "src/main/resources/application.properties",
                "spring.datasource.url=jdbc:h2:mem:shop\n",
                "src/main/resources/application-prod.properties",
                "spring.datasource.url=jdbc:mysql://db/shop\n")),
        Arguments.of(
            "PostgreSQL (go.mod:5)",
            Map.of(
                "go.mod",
                "module x\n\nrequire (\n\tgithub.com/mattn/go-sqlite3 v1 // indirect\n\tgithub.com/jackc/pgx/v5 v5.7.1\n)\n")),
        Arguments.of(
            "SQLite (main.go:1)", Map.of("main.go", "db, err := sql.Open(\"sqlite3\", path)\n")),
        Arguments.of(
            "MySQL (prisma/schema.prisma:2), PostgreSQL (package.json:1)",
            Map.of(
                "prisma/schema.prisma",
                "datasource db {\n  provider = \"mysql\"\n}\n",
                "package.json",
                "{\"dependencies\":{\"pg\":\"8\"}}")),
        Arguments.of(
            "MongoDB (package.json:1)",
            Map.of("package.json", "{\"dependencies\":{\"mongoose\":\"8\"}}")),
        Arguments.of(
            "MySQL (infra/main.tf:2), PostgreSQL (tests/compose.yaml:3)",
            Map.of(
                "infra/main.tf",
                "resource \"aws_db_instance\" \"db\" {\n  engine = \"mysql\"\n}\n",
                "tests/compose.yaml",
                "services:\n  db:\n    image: postgres\n")),
        Arguments.of(
            "MariaDB (compose.yaml:3)",
            Map.of(
                "compose.yaml",
                "services:\n  db:\n    image: docker.io/library/mariadb:11.4\n#    image: postgres:16\n")),
        Arguments.of(
            "PostgreSQL (compose.yaml:3)",
            Map.of("compose.yaml", "services:\n  db:\n    image: pgvector/pgvector:pg17\n")),
        Arguments.of(
            "PostgreSQL (pom.xml:1), H2 (pom.xml:2)",
            Map.of(
                "pom.xml",
                "<groupId>org.postgresql</groupId>\n<groupId>com.h2database</groupId>\n")),
        Arguments.of(
            "SQL Server (src/Shop/Program.cs:1)",
            Map.of("src/Shop/Program.cs", "options.UseSqlServer(connection);\n")),
        Arguments.of("", Map.of("README.md", "We like postgres://\n", "go.mod", "module x\n")),
        Arguments.of("", Map.of("requirements.txt", "motorcycle==1\npg_simple\n")));
  }

  private static String django(String engine) {
    return "DATABASES = {\"default\": {\n  \"ENGINE\": \"" + engine + "\",\n}}\n";
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("told")
  void theEngineIsToldWithItsPlace(String said, Map<String, String> files) {
    assertThat(DatabaseEngine.of(Workspaces.of(folder, files)).said()).isEqualTo(said);
  }

  @Test
  void twoEnginesOfTheSameStrengthAreBothUsedAndAWeakerOneIsNot() {
    DatabaseEngine two =
        DatabaseEngine.of(
            Workspaces.of(
                folder,
                Map.of("package.json", "{\"dependencies\":{\"pg\":\"8\",\"mongodb\":\"6\"}}")));
    assertThat(two.uses(Engine.POSTGRESQL)).isTrue();
    assertThat(two.uses(Engine.MONGODB)).isTrue();
    assertThat(two.uses(Engine.MYSQL)).isFalse();
    Workspaces.write(folder, ".env.example", "DATABASE_URL=mysql://root:secret@localhost/shop\n");
    DatabaseEngine one = DatabaseEngine.of(dev.deployarchitect.workspace.Workspace.open(folder));
    assertThat(one.uses(Engine.POSTGRESQL)).isFalse();
    assertThat(one.main().orElseThrow().span().text()).as("never the password").isEqualTo("mysql");
  }

  @Test
  void theVersionIsTheServersNotTheClients() {
    DatabaseEngine engine =
        DatabaseEngine.of(
            Workspaces.of(
                folder,
                Map.of(
                    "package.json",
                    "{\"dependencies\":{\"pg\":\"^8.11.0\"}}",
                    "compose.yaml",
                    "services:\n  db:\n    image: postgres:16-alpine\n")));
    assertThat(engine.main().orElseThrow().version()).isEqualTo("16-alpine");
  }
}

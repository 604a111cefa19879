package dev.deployarchitect.pipeline.generate;

import dev.deployarchitect.project.Fact;
import dev.deployarchitect.project.ProjectProfile;
import dev.deployarchitect.project.Topic;
import dev.deployarchitect.workspace.Workspace;
import java.util.Comparator;
import java.util.Optional;

/**
 * Where Prisma is in a repository.
 *
 * @param folder of the package that depends on it, empty for the root
 * @param migrations folder of the migrations from the root, empty where there are none
 * @param schema from {@code folder}
 */
record PrismaPlace(String folder, String migrations, String schema, int major) {

  static Optional<PrismaPlace> of(ProjectProfile profile, Workspace workspace) {
    Optional<Fact> orm = profile.find(Topic.ORM, "prisma");
    if (orm.isEmpty() || !orm.get().proof().path().endsWith("package.json")) {
      return Optional.empty();
    }
    String migrations =
        workspace.paths(p -> p.matches("(.*/)?migrations/[^/]+/migration\\.sql")).stream()
            .map(p -> p.substring(0, p.lastIndexOf("migrations/") + "migrations".length()))
            .findFirst()
            .orElse("");
    Optional<String> schema =
        workspace.paths(p -> p.endsWith(".prisma")).stream()
            .min(
                Comparator.comparing((String p) -> !p.endsWith("/schema.prisma"))
                    .thenComparing(p -> p));
    String home =
        migrations.isEmpty() ? schema.map(PrismaPlace::parent).orElse("") : parent(migrations);
    String folder = dependent(home, workspace).orElse(parent(orm.get().proof().path()));
    String single = (home.isEmpty() ? "" : home + "/") + "schema.prisma";
    String from = workspace.source(single).isPresent() ? single : home;
    boolean inside = folder.isEmpty() || from.startsWith(folder + "/");
    String relative = folder.isEmpty() || !inside ? from : from.substring(folder.length() + 1);
    return Optional.of(new PrismaPlace(folder, migrations, relative, orm.get().major()));
  }

  /** The nearest package around {@code folder} that depends on Prisma. */
  private static Optional<String> dependent(String folder, Workspace workspace) {
    String at = folder;
    while (true) {
      boolean depends =
          workspace
              .source(at.isEmpty() ? "package.json" : at + "/package.json")
              .filter(s -> s.text().matches("(?s).*\"(@prisma/client|prisma)\"\\s*:.*"))
              .isPresent();
      if (depends) {
        return Optional.of(at);
      }
      if (at.isEmpty()) {
        return Optional.empty();
      }
      at = parent(at);
    }
  }

  private static String parent(String path) {
    return path.contains("/") ? path.substring(0, path.lastIndexOf('/')) : "";
  }

  Migrator migrator() {
    return Migrator.prisma(folder, migrations, drift());
  }

  /** What compares the database with the schema (Prisma's documentation, "migrate diff"). */
  private String drift() {
    return major >= 7
        ? "--from-config-datasource --to-schema " + schema
        : "--from-schema-datasource %s --to-schema-datamodel %s".formatted(schema, schema);
  }
}

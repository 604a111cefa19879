package dev.deployarchitect.pipeline.generate;

import dev.deployarchitect.project.Fact;
import dev.deployarchitect.project.ProjectProfile;
import dev.deployarchitect.project.Topic;
import dev.deployarchitect.workspace.Workspace;
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
    String path = orm.get().proof().path();
    String folder = path.contains("/") ? path.substring(0, path.lastIndexOf('/')) : "";
    String below = folder.isEmpty() ? "" : folder + "/";
    String migrations =
        workspace.paths(p -> p.startsWith(below) && p.endsWith("/migration.sql")).stream()
            .filter(p -> p.contains("/migrations/"))
            .map(p -> p.substring(0, p.indexOf("/migrations/") + "/migrations".length()))
            .findFirst()
            .orElse("");
    String home =
        migrations.isEmpty()
            ? "prisma"
            : migrations.substring(below.length(), migrations.length() - "/migrations".length());
    boolean one = workspace.source(below + home + "/schema.prisma").isPresent();
    return Optional.of(
        new PrismaPlace(
            folder, migrations, one ? home + "/schema.prisma" : home, orm.get().major()));
  }

  boolean migrates() {
    return !migrations.isEmpty();
  }

  /** What compares the database with the schema (Prisma's documentation, "migrate diff"). */
  String drift() {
    return major >= 7
        ? "--from-config-datasource --to-schema " + schema
        : "--from-schema-datasource %s --to-schema-datamodel %s".formatted(schema, schema);
  }
}

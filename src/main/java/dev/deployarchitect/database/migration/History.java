package dev.deployarchitect.database.migration;

import dev.deployarchitect.project.Paths;
import dev.deployarchitect.syntax.prisma.PrismaSchema;
import dev.deployarchitect.workspace.Workspace;
import java.util.List;

/**
 * The migrations of one folder in the order they run, and what stands beside them.
 *
 * @param prisma the schema that the folder's migrations should make; empty without Prisma
 */
record History(
    String folder,
    List<Migration> migrations,
    SchemaHistory schema,
    List<PrismaSchema> prisma,
    Workspace workspace) {

  static History of(String folder, List<Migration> migrations, Workspace workspace) {
    String home = Paths.folder(folder);
    List<PrismaSchema> prisma =
        !tool(migrations).equals("prisma")
            ? List.of()
            : workspace
                .paths(p -> p.endsWith(".prisma") && (home.isEmpty() || p.startsWith(home + "/")))
                .stream()
                .flatMap(p -> workspace.source(p).stream())
                .map(PrismaSchema::read)
                .toList();
    return new History(folder, migrations, SchemaHistory.of(migrations), prisma, workspace);
  }

  private static String tool(List<Migration> migrations) {
    return migrations.isEmpty() ? "" : migrations.getFirst().tool();
  }

  String tool() {
    return tool(migrations);
  }

  /** A migration's name from the folder. */
  String name(Migration migration) {
    return migration.source().path().substring(folder.isEmpty() ? 0 : folder.length() + 1);
  }
}

package dev.deployarchitect.database.pooling;

import dev.deployarchitect.project.Fact;
import dev.deployarchitect.project.ProjectProfile;
import dev.deployarchitect.project.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a project's client says how many connections it opens, and what it needs to be told of a
 * pooler (prisma.io/docs, "Configure Prisma Client with PgBouncer", "Connection pool").
 *
 * @param prisma its major version; 0 for a project without it
 */
record PrismaConnections(int prisma) {

  static PrismaConnections of(ProjectProfile profile) {
    Optional<Fact> orm = profile.find(Topic.ORM, "prisma");
    int major =
        profile
            .about(Topic.ORM)
            .filter(f -> f.name().equals("prisma") && f.major() > 0)
            .mapToInt(Fact::major)
            .max()
            .orElse(0);
    return new PrismaConnections(orm.isPresent() && major == 0 ? 6 : major);
  }

  /** Prisma 7 opens its connections by a driver, which reads none of Prisma's parameters. */
  boolean byDriver() {
    return prisma >= 7 || prisma == 0;
  }

  /** Behind the question mark of the pooled address. */
  String parameters(Pooler pooler, int limit) {
    List<String> parameters = new ArrayList<>();
    parameters.add("sslmode=require");
    if (!byDriver()) {
      parameters.add("connection_limit=" + limit);
      parameters.add("pool_timeout=15");
      if (!pooler.namedStatements()) {
        parameters.add("pgbouncer=true");
      }
    }
    return String.join("&", parameters);
  }

  /** Why the address is as it is, in one sentence. */
  String why(Pooler pooler, int limit) {
    if (prisma == 0) {
      return "The driver's own setting limits each instance: new Pool({ max: %d })."
          .formatted(limit);
    }
    if (byDriver()) {
      return "Prisma %d: the driver adapter limits each instance, new PrismaPg({ connectionString, max: %d }); it names no statements, so no pooler needs to know them."
          .formatted(prisma, limit);
    }
    return pooler.namedStatements()
        ? "Prisma %d: no pgbouncer=true, this pooler knows named statements.".formatted(prisma)
        : "Prisma %d: pgbouncer=true stops it from naming statements, which this pooler would lose."
            .formatted(prisma);
  }

  /** What has to change in the project. */
  String step() {
    if (prisma == 0) {
      return "Give the client DATABASE_URL and its limit; give the tool that migrates DIRECT_URL.";
    }
    return prisma >= 7
        ? "In prisma.config.ts set datasource.url to env('DIRECT_URL') (migrations use it), and give PrismaPg DATABASE_URL and max."
        : "In the datasource of schema.prisma set url = env(\"DATABASE_URL\") and directUrl = env(\"DIRECT_URL\"); Prisma then migrates past the pooler by itself.";
  }
}

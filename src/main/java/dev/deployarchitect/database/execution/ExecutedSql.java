package dev.deployarchitect.database.execution;

import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.delivery.Delivered;
import dev.deployarchitect.delivery.Evidence;
import dev.deployarchitect.scratch.Scratch;
import dev.deployarchitect.scratch.ScratchDatabase;
import dev.deployarchitect.scratch.ScratchServer;
import dev.deployarchitect.syntax.sql.SqlReader;
import dev.deployarchitect.syntax.sql.SqlStatement;
import dev.deployarchitect.text.Source;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs the SQL files and settings that our own templates made on a scratch server: SQL twice, since
 * it must be safe to run again; settings by {@code ALTER SYSTEM}, which checks names and values.
 * Only for text of ours: it runs as the superuser.
 */
public final class ExecutedSql {
  /** The name of this check in the evidence of SQL files. */
  public static final String CHECK = "executed on PostgreSQL";

  private static final Pattern VARIABLE = Pattern.compile(":'\\w+'");
  private static final Pattern SETTING = Pattern.compile("([a-z_.]+) = (.+)");

  /** Extensions that the scratch server's programs come without. */
  private static final List<String> EXTENSIONS =
      List.of("pg_stat_statements", "pgstattuple", "auto_explain");

  private final Scratch scratch;

  public ExecutedSql(Scratch scratch) {
    this.scratch = scratch;
  }

  /** The same files, with what was seen in the place of what their verifier could not do. */
  public List<Delivered> onto(List<Delivered> files) {
    if (files.stream().noneMatch(f -> runs(f.artifact()))) {
      return files;
    }
    try (ScratchServer server = scratch.start();
        ScratchDatabase database = server.create()) {
      String version = server.version();
      List<Delivered> seen = new ArrayList<>();
      for (Delivered file : files) {
        seen.add(
            runs(file.artifact()) ? with(file, run(file.artifact(), database, version)) : file);
      }
      return List.copyOf(seen);
    } catch (IOException e) {
      return notRun(files, "no scratch server: " + e.getMessage());
    } catch (SQLException e) {
      return notRun(files, "the scratch server failed: " + e.getMessage());
    }
  }

  private static List<Delivered> notRun(List<Delivered> files, String why) {
    return files.stream()
        .map(f -> runs(f.artifact()) ? with(f, new Evidence.NotRun(CHECK, why)) : f)
        .toList();
  }

  private static boolean runs(Artifact artifact) {
    return artifact.path().endsWith(".sql") || isSettings(artifact);
  }

  private static boolean isSettings(Artifact artifact) {
    return artifact.path().endsWith(".conf") && artifact.content().contains("postgresql.conf");
  }

  private static Delivered with(Delivered file, Evidence evidence) {
    List<Evidence> all = new ArrayList<>(file.evidence());
    // "No verifier knows this kind of file" is not true any more.
    all.removeIf(e ->
        e.check().equals(CHECK) || (e instanceof Evidence.NotRun n && n.check().equals("check")));
    all.add(evidence);
    return new Delivered(file.artifact(), List.copyOf(all));
  }

  private static Evidence run(Artifact artifact, ScratchDatabase database, String version) {
    String said = artifact.content().replaceAll("(?m)^\\h*+(--|#).*$", "");
    for (String extension : EXTENSIONS) {
      if (said.contains(extension)) {
        return new Evidence.NotRun(
            CHECK, "it needs %s, which the scratch server comes without".formatted(extension));
      }
    }
    long start = System.nanoTime();
    String fault = isSettings(artifact) ? settings(artifact, database) : sql(artifact, database);
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    return fault.isEmpty()
        ? new Evidence.Passed(
            CHECK,
            version,
            artifact.sha256(),
            took,
            isSettings(artifact) ? "each setting was accepted" : "every statement ran, twice")
        : new Evidence.Failed(CHECK, version, artifact.sha256(), took, fault);
  }

  /** What PostgreSQL said; empty where it ran both times. */
  private static String sql(Artifact artifact, ScratchDatabase database) {
    String text = VARIABLE.matcher(artifact.content()).replaceAll("'value'");
    List<SqlStatement> statements = SqlReader.read(new Source(artifact.path(), text)).statements();
    return attempt(
        database,
        statement -> {
          for (int twice = 0; twice < 2; twice++) {
            for (SqlStatement each : statements) {
              statement.execute(each.span().text());
            }
          }
        });
  }

  private static String settings(Artifact artifact, ScratchDatabase database) {
    return attempt(
        database,
        statement -> {
          for (String line : artifact.content().lines().toList()) {
            Matcher setting = SETTING.matcher(line);
            if (setting.matches()) {
              String value = setting.group(2).replaceAll("^'|'$", "").replace("'", "''");
              statement.execute("ALTER SYSTEM SET %s = '%s'".formatted(setting.group(1), value));
            }
          }
        });
  }

  /** Something done with a statement of the superuser. */
  private interface Work {
    void on(Statement statement) throws SQLException;
  }

  private static String attempt(ScratchDatabase database, Work work) {
    try (Connection owner = database.owner();
        Statement statement = owner.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.setQueryTimeout(20);
      work.on(statement);
      return "";
    } catch (SQLException e) {
      return String.valueOf(e.getMessage()).lines().findFirst().orElse("it failed");
    }
  }
}

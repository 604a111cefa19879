package dev.deployarchitect.database.backup;

import dev.deployarchitect.content.Content;
import dev.deployarchitect.content.DatedTable;
import dev.deployarchitect.content.Template;
import dev.deployarchitect.database.engine.PostgresOnly;
import dev.deployarchitect.database.execution.ExecutedSql;
import dev.deployarchitect.database.host.DatabaseHost;
import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.delivery.Delivered;
import dev.deployarchitect.delivery.Recommendation;
import dev.deployarchitect.delivery.Verification;
import dev.deployarchitect.project.ProjectProfile;
import dev.deployarchitect.tool.Param;
import dev.deployarchitect.tool.Tool;
import dev.deployarchitect.tool.ToolContext;
import dev.deployarchitect.tool.ToolResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes backups with their way back, and the drill that proves it. */
public final class GenerateBackups {
  private static final String FOLDER = "tools/database/generate_backups/";

  record Input(
      @Param(
              value =
                  "Whose database it is; read from the project without it, self-hosted where nothing says",
              oneOf = {"self-hosted", "rds", "cloudsql", "neon", "supabase"})
          String service,
      @Param(
              value =
                  "Of a self-hosted one: by pgBackRest, or by PostgreSQL's own programs; pgbackrest without it",
              oneOf = {"pgbackrest", "wal"})
          String method,
      @Param("Days that one can go back; 14 without it") Integer days,
      @Param("Seconds of writes that may be lost at worst (RPO); 60 without it")
          Integer lose_seconds,
      @Param("Size of the data in GB, for an estimate of how long a restore takes (RTO)")
          Integer size_gb,
      @Param("Where backups go: a folder or s3://bucket/path; /var/lib/pgbackup without it")
          String repository,
      @Param("The region of the bucket; us-east-1 without it") String region,
      @Param("The folder of the scripts on the server; /etc/backup without it") String folder,
      @Param("The folder of the data on the server; Debian's for PostgreSQL 17 without it")
          String data,
      @Param(value = PostgresOnly.PARAM, oneOf = "postgresql") String database) {}

  private final Content content;
  private final Verification verification;
  private final ExecutedSql executed;

  public GenerateBackups(Content content, Verification verification, ExecutedSql executed) {
    this.content = content;
    this.verification = verification;
    this.executed = executed;
  }

  public Tool<?> tool() {
    return Tool.delivering("generate_backups", "database", Input.class, this::call);
  }

  private ToolResult call(Input input, ToolContext context) {
    return new PostgresOnly(content, "generate_backups")
        .answer(
            input.database(),
            "neon".equals(input.service()) || "supabase".equals(input.service()),
            context,
            () -> write(input, context));
  }

  private ToolResult write(Input input, ToolContext context) {
    int days = input.days() == null ? 14 : input.days();
    int seconds = input.lose_seconds() == null ? 60 : input.lose_seconds();
    if (days < 1 || days > 3650 || seconds < 1 || seconds > 86_400) {
      return new ToolResult.Retry("days is 1 to 3650, lose_seconds 1 to 86400.");
    }
    if (input.size_gb() != null && (input.size_gb() < 1 || input.size_gb() > 100_000)) {
      return new ToolResult.Retry("size_gb is 1 to 100000.");
    }
    String repository = or(input.repository(), "/var/lib/pgbackup");
    String folder = or(input.folder(), "/etc/backup");
    String data = or(input.data(), "/var/lib/postgresql/17/main");
    boolean paths =
        repository.matches("(s3:/)?/[\\w./-]{1,200}")
            && folder.matches("/[\\w./-]{1,200}")
            && data.matches("/[\\w./-]{1,200}");
    String region = or(input.region(), "us-east-1");
    if (!paths || !region.matches("[a-z0-9-]{2,30}")) {
      return new ToolResult.Retry(
          "repository is an absolute path or s3://bucket/path, folder and data are absolute paths, region such as eu-central-1.");
    }
    String service = or(input.service(), DatabaseHost.of(context.profile()).orElse("self-hosted"));
    String method = or(input.method(), "pgbackrest");
    if (method.equals("wal") && repository.startsWith("s3://")) {
      return new ToolResult.Retry("The method wal writes to a folder; pgbackrest writes to S3.");
    }
    DatedTable table = DatedTable.read(content.text(FOLDER + "managed.tsv"));
    BackupPlan plan =
        new BackupPlan(
            service,
            method,
            days,
            seconds,
            Optional.ofNullable(input.size_gb()),
            repository,
            region,
            table.find("service", service).orElse(Map.of()));
    if (!plan.selfHosted() && days > Integer.parseInt(plan.managed().get("most days"))) {
      return new ToolResult.Retry(
          "%s keeps at most %s days (table of %s); beyond that keep dumps."
              .formatted(service, plan.managed().get("most days"), table.date()));
    }
    List<Artifact> files = files(context.profile(), plan, folder, data);
    List<Delivered> delivered = executed.onto(verification.verify(files));
    Recommendation recommendation = BackupAdvice.of(plan, table.date(), files);
    return ToolResult.Done.delivery("", delivered, List.of(recommendation));
  }

  private static String or(String given, String otherwise) {
    return given == null || given.isBlank() ? otherwise : given.strip();
  }

  private List<Artifact> files(
      ProjectProfile profile, BackupPlan plan, String folder, String data) {
    Map<String, Object> values = new HashMap<>();
    values.put("name", profile.name());
    values.put("days", plan.days());
    values.put("seconds", plan.seconds());
    values.put("logDays", Math.min(plan.days(), 7));
    values.put("folder", folder);
    values.put("data", data);
    values.put("stanza", "main");
    values.put("s3", plan.onS3());
    values.put("bucket", plan.bucket());
    values.put("path", plan.path());
    values.put("region", plan.region());
    List<Artifact> files = new ArrayList<>();
    if (plan.selfHosted()) {
      String method = plan.method() + "/";
      add(files, method, "backup.sh", "makes the nightly backup and takes old ones away", values);
      add(files, method, "restore.sh", "restores to a second, into an empty folder", values);
      add(files, method, "archiving.conf", "has PostgreSQL archive its WAL", values);
      if (plan.method().equals("pgbackrest")) {
        add(files, method, "pgbackrest.conf", "where backups go, encrypted, for how long", values);
      } else {
        add(files, method, "archive.sh", "takes a segment into the archive and out of it", values);
      }
      add(files, "", "restore-drill.sh", "restores beside the live server, counts, times", values);
    } else if (plan.scripted()) {
      files.add(
          new Artifact(
              "database/backup/managed.sh",
              filled("managed/" + plan.service() + ".sh", values),
              "sets the service's backups and drills a restore"));
    }
    add(files, "", "dump.sh", "a logical copy with its roles, encrypted, and its restore", values);
    add(files, "", "dump-drill.sh", "restores a dump into a new PostgreSQL and counts", values);
    add(files, "", "backup-role.sql", "the role that reads everything and changes nothing", values);
    if (plan.selfHosted()) {
      add(files, "", "backup-queries.sql", "whether the archive keeps up", values);
    }
    return List.copyOf(files);
  }

  private void add(
      List<Artifact> files, String below, String name, String purpose, Map<String, Object> values) {
    files.add(new Artifact("database/backup/" + name, filled(below + name, values), purpose));
  }

  private String filled(String template, Map<String, Object> values) {
    return Template.fill(content.text(FOLDER + "templates/" + template), values);
  }
}

package dev.deployarchitect.database.pooling;

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
import dev.deployarchitect.project.Topic;
import dev.deployarchitect.tool.Param;
import dev.deployarchitect.tool.Tool;
import dev.deployarchitect.tool.ToolContext;
import dev.deployarchitect.tool.ToolResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Works out how many connections there may be, and writes the pooler's configuration. */
public final class GeneratePooling {
  private static final String FOLDER = "tools/database/generate_pooling/";
  private static final int MOST = 100_000;

  record Input(
      @Param(
              value =
                  "The pooler; read from the project without it, and pgbouncer where nothing says",
              oneOf = {"pgbouncer", "neon", "supabase", "rds-proxy"})
          String pooler,
      @Param("max_connections of the server; 100 (PostgreSQL's default) without it")
          Integer max_connections,
      @Param("Instances of the application, or functions that run at once, when it is busiest")
          Integer instances,
      @Param("Connections that each instance may open; 1 for functions, 5 for servers without it")
          Integer per_instance,
      @Param("Percent of the instances that run twice while a release rolls out; 100 without it")
          Integer overlap,
      @Param("Poolers beside each other; 1 without it") Integer poolers,
      @Param(
              value = "How PgBouncer shares: transaction without it",
              oneOf = {"transaction", "session"})
          String mode,
      @Param("PgBouncer's version, such as 1.18; 1.24 without it") String version,
      @Param("The folder the pooler reads; /etc/pgbouncer without it") String folder,
      @Param(value = PostgresOnly.PARAM, oneOf = "postgresql") String database) {}

  private final Content content;
  private final Verification verification;
  private final ExecutedSql executed;

  public GeneratePooling(Content content, Verification verification, ExecutedSql executed) {
    this.content = content;
    this.verification = verification;
    this.executed = executed;
  }

  public Tool<?> tool() {
    return Tool.delivering("generate_pooling", "database", Input.class, this::call);
  }

  private ToolResult call(Input input, ToolContext context) {
    return new PostgresOnly(content, "generate_pooling")
        .answer(
            input.database(),
            input.pooler() != null && !input.pooler().equals("rds-proxy"),
            context,
            () -> write(input, context));
  }

  private ToolResult write(Input input, ToolContext context) {
    boolean functions = context.profile().has(Topic.HOST, "vercel");
    ConnectionBudget budget =
        new ConnectionBudget(
            or(input.max_connections(), 100),
            or(input.instances(), functions ? 50 : 2),
            or(input.per_instance(), functions ? 1 : 5),
            or(input.overlap(), 100),
            or(input.poolers(), 1));
    String version = input.version() == null ? "1.24" : input.version().strip();
    String folder = input.folder() == null ? "/etc/pgbouncer" : input.folder().strip();
    boolean fits =
        budget.maxConnections() > ConnectionBudget.RESERVED + ConnectionBudget.OTHERS
            && budget.maxConnections() <= MOST
            && inRange(budget.instances(), 1)
            && inRange(budget.perInstance(), 1)
            && inRange(budget.overlap(), 0)
            && inRange(budget.poolers(), 1);
    if (!fits) {
      return new ToolResult.Retry(
          "max_connections must be over %d, the other numbers positive, all at most %d."
              .formatted(ConnectionBudget.RESERVED + ConnectionBudget.OTHERS, MOST));
    }
    if (!version.matches("1\\.\\d{1,3}(\\.\\d{1,3})?")) {
      return new ToolResult.Retry("version is PgBouncer's, such as 1.24.");
    }
    if (!folder.matches("/[\\w./-]{0,200}")) {
      return new ToolResult.Retry("folder is an absolute path.");
    }
    Pooler pooler =
        Pooler.of(
            input.pooler() == null
                ? DatabaseHost.of(context.profile()).orElse("pgbouncer")
                : input.pooler(),
            version,
            "session".equals(input.mode()),
            DatedTable.read(content.text(FOLDER + "poolers.tsv")));
    if (pooler.own() && pooler.session() && !budget.fits()) {
      return new ToolResult.Retry(
          "In session mode each client holds a connection, and %s; only %s. Take transaction mode, fewer instances or a larger server."
              .formatted(budget.demand(), budget.supply()));
    }
    List<Artifact> files = files(context, budget, pooler, folder);
    List<Delivered> delivered = executed.onto(verification.verify(files));
    Recommendation recommendation =
        PoolingAdvice.of(
            budget, pooler, PrismaConnections.of(context.profile()), files, given(input));
    return ToolResult.Done.delivery("", delivered, List.of(recommendation));
  }

  private static int or(Integer given, int otherwise) {
    return given == null ? otherwise : given;
  }

  private static boolean inRange(int number, int least) {
    return number >= least && number <= MOST;
  }

  private static boolean given(Input input) {
    return input.max_connections() != null && input.instances() != null;
  }

  private List<Artifact> files(
      ToolContext context, ConnectionBudget budget, Pooler pooler, String folder) {
    PrismaConnections prisma = PrismaConnections.of(context.profile());
    Map<String, Object> values = new HashMap<>();
    values.put("name", context.profile().name());
    values.put("folder", folder);
    values.put("version", pooler.version());
    values.put("mode", pooler.session() ? "session" : "transaction");
    values.put(
        "modeWhy",
        pooler.session()
            ? "Each client keeps its connection until it leaves: SET, LISTEN and locks of a session work."
            : "A connection is shared from one transaction to the next: no SET, LISTEN or locks of a session.");
    values.put("prepared", pooler.tracksStatements());
    values.put("arithmetic", budget.supply() + ", for %d pooler(s)".formatted(budget.poolers()));
    values.put("poolSize", budget.poolSize());
    values.put("most", budget.ofEachPooler());
    values.put("clients", budget.clients());
    values.put("reserve", budget.reserve());
    values.put("urlWhy", prisma.why(pooler, budget.perInstance()));
    values.put("address", pooler.row().get("address"));
    values.put("direct", pooler.row().get("direct address"));
    values.put("parameters", prisma.parameters(pooler, budget.perInstance()));
    List<Artifact> files = new ArrayList<>();
    if (pooler.own()) {
      add(files, "pgbouncer.ini", "pgbouncer/", "the pooler's settings", values);
      add(files, "databases.ini", "pgbouncer/", "where the database is, by environment", values);
      add(files, "userlist.txt", "pgbouncer/", "the pooler's own passwords, a secret", values);
      add(files, "pooler-role.sql", "pgbouncer/", "the role that looks passwords up", values);
    }
    add(files, "connections.env", "", "the pooled and the direct address", values);
    add(files, "connections.sql", "", "how full the server is, and who fills it", values);
    return List.copyOf(files);
  }

  private void add(
      List<Artifact> files, String name, String below, String purpose, Map<String, Object> values) {
    files.add(
        new Artifact(
            "database/" + below + name,
            Template.fill(content.text(FOLDER + "templates/" + name), values),
            purpose));
  }
}

package dev.deployarchitect.store;

import dev.deployarchitect.agent.run.Claim;
import dev.deployarchitect.agent.run.Journal;
import dev.deployarchitect.agent.run.NumberedEvent;
import dev.deployarchitect.agent.spending.Usage;
import dev.deployarchitect.tool.Approval;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * A journal in a SQLite file or in PostgreSQL. Writes go through one thread that commits them in
 * groups. Every write to a run names the epoch it is made under, and changes nothing under another.
 */
public final class SqlJournal implements Journal {
  private final Store store;
  private final ConversationTable conversations;
  private final RunTable runs;
  private final EventTable events;
  private final LeaseTable leases;
  private final ApprovalTable approvals;
  private final UploadTable uploads;

  private SqlJournal(Store store) {
    this.store = store;
    this.conversations = new ConversationTable(store);
    this.runs = new RunTable(store);
    this.events = new EventTable(store);
    this.leases = new LeaseTable(store);
    this.approvals = new ApprovalTable(store);
    this.uploads = new UploadTable(store);
  }

  /**
   * Opens or makes a store.
   *
   * @param where a file, or {@code postgresql://user:password@host:port/database}
   * @throws StoreException with one sentence, when it cannot be used
   */
  public static SqlJournal open(String where) {
    Database database =
        PostgresAddress.is(where)
            ? PostgresDatabase.open(where)
            : SqliteDatabase.open(Path.of(where));
    try {
      return new SqlJournal(
          new Store(database, new GroupWriter(database, database.writer(), Store.PATIENCE)));
    } catch (SQLException e) {
      database.close();
      throw new StoreException("The store %s cannot be written.".formatted(where), e);
    }
  }

  @Override
  public void create(Conversation c) {
    conversations.create(c);
  }

  @Override
  public Optional<Conversation> conversation(String id) {
    return conversations.conversation(id);
  }

  @Override
  public List<Listed> conversations(String owner, int most) {
    return conversations.conversations(owner, most);
  }

  @Override
  public boolean forget(String conversation) {
    return conversations.forget(conversation);
  }

  @Override
  public Started start(Asked asked, String server, Duration lease) {
    return runs.start(asked, server, lease);
  }

  @Override
  public Optional<Run> run(String id) {
    return runs.run(id);
  }

  @Override
  public List<Run> runs(String conversation) {
    return runs.runs(conversation);
  }

  @Override
  public Usage usedBeside(Run run) {
    return runs.usedBeside(run);
  }

  @Override
  public void spent(String owner, Usage usage) {
    runs.spent(owner, usage);
  }

  @Override
  public Usage usedSince(String owner, Instant since) {
    return runs.usedSince(owner, since);
  }

  @Override
  public CompletableFuture<Void> append(Claim claim, NumberedEvent event, Effect effect) {
    return events.append(claim, event, effect);
  }

  @Override
  public List<NumberedEvent> events(String run, long after, int most) {
    return events.events(run, after, most);
  }

  @Override
  public List<Drafted> drafted(String run) {
    return events.drafted(run);
  }

  @Override
  public Set<String> renew(Collection<Claim> claims, Duration lease) {
    return leases.renew(claims, lease);
  }

  @Override
  public void release(Claim claim) {
    leases.release(claim);
  }

  @Override
  public List<Orphan> orphans(int most) {
    return leases.orphans(most);
  }

  @Override
  public Optional<Claim> take(String run, String server, Duration lease) {
    return leases.take(run, server, lease);
  }

  @Override
  public boolean askToCancel(String run) {
    return leases.askToCancel(run);
  }

  @Override
  public Set<String> askedToCancel(String server) {
    return leases.askedToCancel(server);
  }

  @Override
  public void show(String run, String approval, String secretHash) {
    approvals.show(run, approval, secretHash);
  }

  @Override
  public boolean isShown(String run, String approval, String secretHash) {
    return approvals.isShown(run, approval, secretHash);
  }

  @Override
  public boolean decide(String run, String approval, Approval.Decision decision, String by) {
    return approvals.decide(run, approval, decision, by);
  }

  @Override
  public Optional<Approval.Decision> decision(String run, String approval) {
    return approvals.decision(run, approval);
  }

  @Override
  public void keepUpload(String name, String owner, byte[] zip) {
    uploads.keep(name, owner, zip);
  }

  @Override
  public Optional<byte[]> upload(String name) {
    return uploads.upload(name);
  }

  @Override
  public boolean hasUpload(String name) {
    return uploads.has(name);
  }

  @Override
  public boolean removeUpload(String name, String owner) {
    return uploads.remove(name, owner);
  }

  @Override
  public List<String> uploads(String owner) {
    return uploads.uploads(owner);
  }

  @Override
  public boolean isShared() {
    return store.database().isRemote();
  }

  @Override
  public Runnable watch(String topic, Runnable onNews) {
    return store.database().signals().watch(topic, onNews);
  }

  @Override
  public void close() {
    store.close();
  }
}

package dev.deployarchitect.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deployarchitect.agent.run.Claim;
import dev.deployarchitect.agent.run.Journal;
import dev.deployarchitect.agent.run.LostClaimException;
import dev.deployarchitect.agent.run.NumberedEvent;
import dev.deployarchitect.agent.spending.Usage;
import dev.deployarchitect.tool.Approval;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a journal promises, whatever it is kept in. */
@Timeout(60)
abstract class JournalTest {
  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final Duration NONE = Duration.ofMillis(-1);

  static final Journal.Effect NONE_ELSE = new Journal.Effect.None();

  abstract SqlJournal open();

  static NumberedEvent event(long number) {
    return new NumberedEvent(number, "text_delta", "{\"text\":\"%d\"}".formatted(number), false);
  }

  private static NumberedEvent last(long number) {
    return new NumberedEvent(number, "run_finished", "{}", true);
  }

  static Journal.Started ask(Journal journal, String run, String key, Duration lease) {
    return journal.start(
        new Journal.Asked(run, "c", "why?", Optional.ofNullable(key), Optional.empty()),
        "server-a",
        lease);
  }

  static Claim begin(Journal journal, Duration lease) {
    journal.create(new Journal.Conversation("c", "shop", "alice", Instant.EPOCH));
    assertThat(ask(journal, "r", "key", lease)).isInstanceOf(Journal.Started.Fresh.class);
    return new Claim("r", 1);
  }

  private static Throwable failure(CompletableFuture<?> future) {
    try {
      future.join();
      return null;
    } catch (CompletionException e) {
      return e.getCause();
    }
  }

  @Test
  void whatWasStoredIsThereAfterTheStoreIsOpenedAgain() {
    try (SqlJournal journal = open()) {
      Claim claim = begin(journal, LEASE);
      journal.append(claim, event(1), NONE_ELSE).join();
      journal.append(claim, last(2), new Journal.Effect.Ended("finished", "because")).join();
    }
    try (SqlJournal journal = open()) {
      assertThat(journal.run("r").orElseThrow().answer()).isEqualTo("because");
      assertThat(journal.run("r").orElseThrow().isRunning()).isFalse();
      assertThat(journal.events("r", 0, 10)).containsExactly(event(1), last(2));
      assertThat(journal.events("r", 1, 10)).containsExactly(last(2));
      assertThat(journal.events("r", 0, 1)).containsExactly(event(1));
      assertThat(journal.conversations("alice", 9)).hasSize(1);
      assertThat(journal.conversation("other")).isEmpty();
    }
  }

  @Test
  void manyEventsAreStoredInTheirOrder() {
    try (SqlJournal journal = open()) {
      Claim claim = begin(journal, LEASE);
      List<CompletableFuture<Void>> stored = new ArrayList<>();
      for (long number = 1; number <= 2_000; number++) {
        stored.add(journal.append(claim, event(number), NONE_ELSE));
      }
      stored.forEach(CompletableFuture::join);
      assertThat(journal.events("r", 0, 5_000))
          .extracting(NumberedEvent::number)
          .hasSize(2_000)
          .isSorted();
    }
  }

  @Test
  void aConversationHasOneRunAtATimeAndAKeyStartsOne() {
    try (SqlJournal journal = open()) {
      Claim claim = begin(journal, LEASE);
      assertThat(ask(journal, "r2", "key", LEASE)).isInstanceOf(Journal.Started.Known.class);
      assertThat(ask(journal, "r3", null, LEASE))
          .isInstanceOfSatisfying(
              Journal.Started.Busy.class, busy -> assertThat(busy.run().id()).isEqualTo("r"));
      journal.append(claim, last(1), new Journal.Effect.Ended("failed", "")).join();
      assertThat(ask(journal, "r4", null, LEASE)).isInstanceOf(Journal.Started.Fresh.class);
      assertThat(journal.runs("c")).extracting(Journal.Run::id).containsExactly("r", "r4");
    }
  }

  @Test
  void whoeverTakesARunShutsOutTheServerThatHadIt() {
    try (SqlJournal journal = open()) {
      Claim slow = begin(journal, NONE);
      journal.append(slow, event(1), NONE_ELSE).join();
      assertThat(journal.orphans(5)).extracting(o -> o.run().id()).containsExactly("r");
      Claim fast = journal.take("r", "server-b", LEASE).orElseThrow();
      assertThat(fast.epoch()).isEqualTo(2);
      assertThat(journal.take("r", "server-c", LEASE)).isEmpty();
      assertThat(journal.orphans(5)).isEmpty();

      assertThat(failure(journal.append(slow, event(2), NONE_ELSE)))
          .isInstanceOf(LostClaimException.class);
      assertThat(
              failure(journal.append(slow, last(2), new Journal.Effect.Ended("finished", "stale"))))
          .isInstanceOf(LostClaimException.class);
      assertThat(journal.renew(List.of(slow), LEASE)).containsExactly("r");
      assertThat(journal.renew(List.of(fast), LEASE)).isEmpty();
      journal.release(slow);
      assertThat(journal.orphans(5)).isEmpty();

      journal.append(fast, event(2), NONE_ELSE).join();
      journal.append(fast, last(3), new Journal.Effect.Ended("finished", "fresh")).join();
      assertThat(journal.run("r").orElseThrow().answer()).isEqualTo("fresh");
      assertThat(journal.events("r", 0, 9)).containsExactly(event(1), event(2), last(3));
      assertThat(failure(journal.append(fast, event(4), NONE_ELSE)))
          .isInstanceOf(LostClaimException.class);
    }
  }

  @Test
  void attemptsCountUntilTheRunComesFurther() {
    try (SqlJournal journal = open()) {
      begin(journal, NONE);
      assertThat(journal.take("r", "server-b", NONE)).isPresent();
      assertThat(journal.orphans(5).getFirst().attempts()).isEqualTo(2);
      Claim claim = journal.take("r", "server-b", NONE).orElseThrow();
      journal.append(claim, event(1), new Journal.Effect.Advanced()).join();
      assertThat(journal.orphans(5).getFirst().attempts()).isZero();
      assertThat(journal.orphans(5).getFirst().workspace()).isEqualTo("shop");
    }
  }

  @Test
  void aRunThatIsReleasedCanBeTakenAtOnce() {
    try (SqlJournal journal = open()) {
      Claim claim = begin(journal, LEASE);
      assertThat(journal.take("r", "server-b", LEASE)).isEmpty();
      journal.release(claim);
      assertThat(journal.take("r", "server-b", LEASE)).isPresent();
    }
  }

  @Test
  void aWriteThatRepeatsItselfIsStoredOnce() {
    try (SqlJournal journal = open()) {
      Claim claim = begin(journal, LEASE);
      Usage usage = new Usage(100, 0, 10, 250, 0);
      for (int i = 0; i < 2; i++) {
        journal.append(claim, event(1), NONE_ELSE).join();
        journal.append(claim, event(2), new Journal.Effect.Spent(usage)).join();
      }
      journal.append(claim, last(3), new Journal.Effect.Ended("finished", "so")).join();
      journal.append(claim, last(3), new Journal.Effect.Ended("finished", "so")).join();
      assertThat(journal.events("r", 0, 9)).containsExactly(event(1), event(2), last(3));
      assertThat(journal.run("r").orElseThrow().used()).isEqualTo(usage);
      journal.create(new Journal.Conversation("c", "shop", "alice", Instant.EPOCH));
    }
  }

  @Test
  void newsAndWishesToCancelWakeWhoWatches() throws Exception {
    try (SqlJournal journal = open()) {
      Claim claim = begin(journal, LEASE);
      CountDownLatch news = new CountDownLatch(1);
      CountDownLatch wish = new CountDownLatch(1);
      Runnable forget = journal.watch("r", news::countDown);
      Runnable forgetWish = journal.watch(Journal.CANCELS, wish::countDown);
      journal.append(claim, event(1), NONE_ELSE).join();
      assertThat(news.await(5, TimeUnit.SECONDS)).isTrue();
      assertThat(journal.askedToCancel("server-a")).isEmpty();
      assertThat(journal.askToCancel("r")).isTrue();
      assertThat(wish.await(5, TimeUnit.SECONDS)).isTrue();
      assertThat(journal.askedToCancel("server-a")).containsExactly("r");
      assertThat(journal.askedToCancel("server-b")).isEmpty();
      forget.run();
      forgetWish.run();
      journal.append(claim, last(2), new Journal.Effect.Ended("cancelled", "")).join();
      assertThat(journal.askToCancel("r")).isFalse();
    }
  }

  @Test
  void whatRunsUsedIsAddedUpByRunConversationAndOwner() {
    Usage reply = new Usage(100, 40, 10, 250, 0);
    try (SqlJournal journal = open()) {
      Claim claim = begin(journal, LEASE);
      journal.append(claim, event(1), new Journal.Effect.Spent(reply)).join();
      journal.append(claim, event(2), new Journal.Effect.Spent(reply)).join();
      journal.append(claim, last(3), new Journal.Effect.Ended("finished", "")).join();
      Journal.Run first = journal.run("r").orElseThrow();
      assertThat(first.used()).isEqualTo(new Usage(200, 80, 20, 500, 0));
      ask(journal, "r2", null, LEASE);
      Journal.Run second = journal.run("r2").orElseThrow();
      assertThat(journal.usedBeside(first)).isEqualTo(Usage.NONE);
      assertThat(journal.usedBeside(second)).isEqualTo(first.used());
      Instant hourAgo = Instant.now().minusSeconds(3_600);
      assertThat(journal.usedSince("alice", hourAgo)).isEqualTo(first.used());
      assertThat(journal.usedSince("bob", hourAgo)).isEqualTo(Usage.NONE);
      assertThat(journal.usedSince("alice", Instant.now().plusSeconds(60))).isEqualTo(Usage.NONE);
      assertThat(journal.conversations("bob", 9)).isEmpty();
    }
  }

  @Test
  void anApprovalIsDecidedOnceAndWhileTheRunIsUnderWay() {
    Approval.Decision no = new Approval.Decision.Rejected("too far");
    Approval.Decision yes = new Approval.Decision.Approved();
    try (SqlJournal journal = open()) {
      Claim claim = begin(journal, LEASE);
      assertThat(journal.decision("r", "a")).isEmpty();
      assertThat(journal.decide("r", "a", no, "alice")).isTrue();
      assertThat(journal.decide("r", "a", yes, "bob")).isFalse();
      assertThat(journal.decision("r", "a")).hasValue(no);
      assertThat(journal.decide("r", "b", yes, "alice")).isTrue();
      assertThat(journal.decision("r", "b")).hasValue(yes);
      journal.append(claim, last(1), new Journal.Effect.Ended("failed", "")).join();
      assertThat(journal.decide("r", "c", yes, "alice")).isFalse();
    }
  }

  @Test
  void whatWasSentIsKeptForItsOwner() {
    byte[] zip = {'P', 'K', 0, -1, 127, -128};
    try (SqlJournal journal = open()) {
      journal.keepUpload("shop-1", "alice", zip);
      assertThat(journal.upload("shop-1"))
          .hasValueSatisfying(kept -> assertThat(kept).isEqualTo(zip));
      assertThat(journal.upload("shop-2")).isEmpty();
      assertThat(journal.uploads("alice")).containsExactly("shop-1");
      assertThat(journal.uploads("bob")).isEmpty();
    }
  }

  private static Journal.Started again(Journal journal, String run, String insteadOf) {
    return journal.start(
        new Journal.Asked(run, "c", "why else?", Optional.empty(), Optional.of(insteadOf)),
        "server-a",
        LEASE);
  }

  @Test
  void aRunThatReplacesAnotherIsStartedWithItOrNotAtAll() {
    try (SqlJournal journal = open()) {
      Claim claim = begin(journal, LEASE);
      assertThat(again(journal, "r2", "r")).isInstanceOf(Journal.Started.Busy.class);
      assertThat(journal.runs("c")).extracting(Journal.Run::id).containsExactly("r");
      journal.append(claim, last(1), new Journal.Effect.Ended("finished", "because")).join();
      assertThat(again(journal, "r2", "r")).isInstanceOf(Journal.Started.Fresh.class);
      assertThat(journal.runs("c")).extracting(Journal.Run::id).containsExactly("r2");
      assertThat(journal.run("r")).isPresent();
      assertThat(journal.conversations("alice", 9))
          .singleElement()
          .extracting(Journal.Listed::title)
          .isEqualTo("why else?");
    }
  }

  @Test
  void aConversationIsForgottenWhenNothingIsUnderWayInItAndItsCostStaysCounted() {
    try (SqlJournal journal = open()) {
      Claim claim = begin(journal, LEASE);
      journal.append(claim, event(1), new Journal.Effect.Spent(new Usage(9, 0, 1, 5, 0))).join();
      assertThat(journal.forget("c")).isFalse();
      assertThat(journal.events("r", 0, 9)).hasSize(1);
      journal.append(claim, last(2), new Journal.Effect.Ended("finished", "because")).join();
      assertThat(journal.forget("c")).isTrue();
      assertThat(journal.forget("c")).isFalse();
      assertThat(journal.conversation("c")).isEmpty();
      assertThat(journal.conversations("alice", 9)).isEmpty();
      assertThat(journal.events("r", 0, 9)).isEmpty();
      assertThat(journal.run("r").orElseThrow().answer()).isEmpty();
      assertThat(journal.usedSince("alice", Instant.EPOCH).micros()).isEqualTo(5);
    }
  }
}

package dev.deployarchitect.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deployarchitect.Given;
import dev.deployarchitect.faults.PacedEndpoint.Step;
import dev.deployarchitect.servers.DebianPostgres;
import dev.deployarchitect.servers.PackedProgram;
import dev.deployarchitect.servers.ServerProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two servers on one PostgreSQL, killed over and over while clients follow their runs. */
@Timeout(400)
class KilledServersTest {
  private static final int KILLS = Integer.getInteger("kills", 50);
  private static final int CLIENTS = 4;

  /**
   * The longest step takes some 700 ms. With 600 here, and servers that start in that time, one run
   * in hundreds lost eight servers in a row in one step, which is where a run is given up.
   */
  private static final int LONGEST_LIFE_MILLIS = 2_000;

  private static final List<Step> STEPS =
      List.of(
          new Step(sentence("first", 15), "list_files"),
          new Step(sentence("second", 15), "inspect_project"),
          new Step(sentence("third", 30), ""));

  @TempDir Path folder;

  private static String sentence(String name, int words) {
    return IntStream.range(0, words).mapToObj(i -> name + i).collect(Collectors.joining(" "));
  }

  private static ServerProcess server(PackedProgram program, String store, String model) {
    return new ServerProcess(
        program,
        Path.of("target", "killed-servers.log"),
        "--store",
        store,
        "--lease",
        "1",
        "--base-url",
        model,
        "--model",
        "scripted",
        Given.SAMPLE.toString());
  }

  @Test
  void everyClientSeesEachEventOnceAndEveryRunEnds() throws Exception {
    long seed = Long.getLong("seed", System.nanoTime());
    try (DebianPostgres database = DebianPostgres.create(folder, "store", Map.of());
        PacedEndpoint endpoint = new PacedEndpoint(STEPS, 10)) {
      database.execute("postgres", "CREATE DATABASE store");
      PackedProgram program = PackedProgram.in(folder);
      List<ServerProcess> servers = new ArrayList<>();
      try {
        for (int i = 0; i < 2; i++) {
          servers.add(server(program, database.url("store"), endpoint.baseUrl()));
          servers.getLast().start();
        }
        for (ServerProcess server : servers) {
          server.awaitReady();
        }
        Tally tally = runs(servers, new Random(seed));
        System.out.printf(
            "%d kills (seed %d): %d runs, %d steps begun again, %d times attached%n",
            KILLS, seed, tally.runs().get(), tally.again().get(), tally.attached().get());
        assertThat(tally.runs().get()).isGreaterThan(CLIENTS);
        assertThat(tally.again().get()).as("steps that a kill interrupted").isPositive();
      } finally {
        servers.forEach(ServerProcess::close);
      }
    }
  }

  private record Tally(AtomicInteger runs, AtomicInteger again, AtomicInteger attached) {}

  private static Tally runs(List<ServerProcess> servers, Random random) throws Exception {
    Tally tally = new Tally(new AtomicInteger(), new AtomicInteger(), new AtomicInteger());
    AtomicBoolean over = new AtomicBoolean();
    List<Future<?>> clients = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < CLIENTS; i++) {
        clients.add(
            threads.submit(() -> {
              while (!over.get()) {
                one(servers, tally);
              }
              return null;
            }));
      }
      for (int kill = 0; kill < KILLS; kill++) {
        Thread.sleep(random.nextInt(LONGEST_LIFE_MILLIS));
        ServerProcess server = servers.get(random.nextInt(servers.size()));
        server.awaitReady();
        server.kill();
        server.start();
      }
      over.set(true);
      for (Future<?> client : clients) {
        client.get();
      }
    }
    return tally;
  }

  private static void one(List<ServerProcess> servers, Tally tally) throws InterruptedException {
    RestlessClient client = new RestlessClient(servers.stream().map(ServerProcess::url).toList());
    List<RestlessClient.Event> events = client.ask("Are the builds slow?");
    String seen =
        events.stream().map(e -> e.number() + " " + e.type()).collect(Collectors.joining("\n"));
    for (int i = 0; i < events.size(); i++) {
      assertThat(events.get(i).number()).as(seen).isEqualTo(i + 1);
    }
    assertThat(events.getLast().type()).as(seen).isEqualTo("run_finished");
    assertThat(events.getLast().data().path("answer").asText()).isEqualTo(STEPS.getLast().text());
    assertThat(RestlessClient.shown(events))
        .as(seen)
        .containsExactly(
            STEPS.get(0).text() + " [list_files]",
            STEPS.get(1).text() + " [inspect_project]",
            STEPS.get(2).text());
    tally.runs().incrementAndGet();
    tally.attached().addAndGet(client.attached());
    tally
        .again()
        .addAndGet((int) events.stream().filter(e -> e.type().equals("step_restarted")).count());
  }
}

package dev.deployarchitect.eval;

import dev.deployarchitect.agent.Agent;
import dev.deployarchitect.agent.Aside;
import dev.deployarchitect.agent.Cancel;
import dev.deployarchitect.agent.wire.Exchange;
import dev.deployarchitect.agent.wire.RecordedWire;
import dev.deployarchitect.agent.wire.Recording;
import dev.deployarchitect.agent.wire.RecordingWire;
import dev.deployarchitect.agent.wire.Wire;
import dev.deployarchitect.tool.ToolContext;
import dev.deployarchitect.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Runs the cases below {@code eval/}: tools for real, the model from recordings. */
public final class EvalRunner {
  private final Path root;
  private final Function<Wire, Agent> agents;

  /**
   * A runner.
   *
   * @param root the folder {@code eval}
   * @param agents an agent whose model speaks over a wire, with outside programs hidden
   */
  public EvalRunner(Path root, Function<Wire, Agent> agents) {
    this.root = root;
    this.agents = agents;
  }

  List<EvalCase> cases(String only) {
    try (Stream<Path> walk = Files.walk(root)) {
      return walk.filter(p -> p.endsWith("case.yml"))
          .map(p -> EvalCase.read(p.getParent(), root))
          .filter(c -> c.name().contains(only))
          .sorted((a, b) -> a.name().compareTo(b.name()))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path frames() {
    return root.resolve("frames");
  }

  /** How many recorded replies there are, and how many are older than what they answer. */
  record Age(int older, int all) {}

  Age age(List<EvalCase> cases) {
    int older = 0;
    int all = 0;
    for (EvalCase one : cases) {
      if (Files.exists(one.recording())) {
        List<Exchange> exchanges = Recording.read(one.recording()).exchanges();
        older += (int) exchanges.stream().filter(Exchange::older).count();
        all += exchanges.size();
      }
    }
    return new Age(older, all);
  }

  /** Replays one case; with {@code rebase} a stale recording that passes is stamped anew. */
  CaseResult replay(EvalCase one, boolean rebase) {
    long start = System.nanoTime();
    if (!Files.exists(one.recording())) {
      return result(one, CaseResult.Status.STALE, List.of("it has no recording"), start);
    }
    RecordedWire wire = new RecordedWire(Recording.read(one.recording()), frames());
    Transcript run = run(one, wire);
    if (!wire.miss().isEmpty()) {
      return result(one, CaseResult.Status.ERROR, List.of(wire.miss()), start);
    }
    if (!run.failure().isEmpty()) {
      return result(one, CaseResult.Status.ERROR, List.of(run.failure()), start);
    }
    List<String> faults = faults(one, run);
    if (!faults.isEmpty()) {
      return result(one, CaseResult.Status.FAIL, faults, start);
    }
    List<String> stale = wire.stale();
    if (stale.isEmpty()) {
      return result(one, CaseResult.Status.PASS, List.of(), start);
    }
    if (rebase) {
      wire.rebased().write(one.recording());
    }
    return result(one, CaseResult.Status.STALE, stale, start);
  }

  /** Records one case over a live wire. */
  CaseResult record(EvalCase one, Wire live, String model) {
    long start = System.nanoTime();
    RecordingWire wire = new RecordingWire(live, frames());
    Transcript run = run(one, wire);
    if (!run.failure().isEmpty()) {
      return result(one, CaseResult.Status.ERROR, List.of(run.failure()), start);
    }
    wire.recording(model, LocalDate.now(java.time.ZoneOffset.UTC).toString())
        .write(one.recording());
    List<String> faults = faults(one, run);
    return result(
        one, faults.isEmpty() ? CaseResult.Status.PASS : CaseResult.Status.FAIL, faults, start);
  }

  /** Takes away the frames that no recording names any more. */
  void sweepFrames() {
    if (!Files.isDirectory(frames())) {
      return;
    }
    StringBuilder named = new StringBuilder();
    try (Stream<Path> all = Files.list(frames())) {
      for (EvalCase one : cases("")) {
        if (Files.exists(one.recording())) {
          named.append(Files.readString(one.recording()));
        }
      }
      for (Path frame : all.toList()) {
        if (named.indexOf(frame.getFileName().toString().replace(".json", "")) < 0) {
          Files.delete(frame);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Transcript run(EvalCase one, Wire wire) {
    Workspace workspace = Workspace.open(root.resolve("workspaces").resolve(one.workspace()));
    Transcript transcript = new Transcript(workspace);
    agents
        .apply(wire)
        .ask(
            new Aside(one.question(), List.of(), new ToolContext(workspace)),
            List.of(),
            transcript::add,
            new Cancel());
    return transcript;
  }

  private static List<String> faults(EvalCase one, Transcript run) {
    List<String> faults = new ArrayList<>();
    one.expectations().stream()
        .map(e -> e.fault(run))
        .flatMap(Optional::stream)
        .forEach(faults::add);
    return faults;
  }

  private static CaseResult result(
      EvalCase one, CaseResult.Status status, List<String> reasons, long start) {
    return new CaseResult(
        one.name(), one.mustPass(), status, reasons, Duration.ofNanos(System.nanoTime() - start));
  }
}

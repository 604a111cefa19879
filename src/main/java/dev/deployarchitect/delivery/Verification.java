package dev.deployarchitect.delivery;

import dev.deployarchitect.interrupt.Interruption;
import dev.deployarchitect.interrupt.Places;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Runs every fitting verifier over every file of a delivery, several files at once: outside
 * programs take seconds to start.
 */
public record Verification(List<Verifier> verifiers) {

  /** The checks that take a few seconds at most. */
  public Verification quick() {
    return new Verification(verifiers.stream().filter(v -> !v.takesLong()).toList());
  }

  /** Whether {@link #quick} leaves a check of this file out. */
  public boolean takesLong(Artifact artifact) {
    return verifiers.stream().anyMatch(v -> v.takesLong() && v.verifies(artifact));
  }

  /** The files with their evidence, without the repository around them. */
  public List<Delivered> verify(List<Artifact> artifacts) {
    return verify(artifacts, Surroundings.unknown());
  }

  /**
   * The files with their evidence, in the order given.
   *
   * @param around the repository that they are for
   * @throws CancellationException when the thread is interrupted; checks that run are stopped
   */
  public List<Delivered> verify(List<Artifact> artifacts, Surroundings around) {
    return verify(artifacts, artifacts, around);
  }

  /**
   * Some of the files that belong together.
   *
   * @param together all of them, for checks that look across files
   */
  public List<Delivered> verify(
      List<Artifact> artifacts, List<Artifact> together, Surroundings around) {
    int most = Math.max(1, Math.min(artifacts.size(), Runtime.getRuntime().availableProcessors()));
    ExecutorService threads =
        Executors.newFixedThreadPool(most, Thread.ofPlatform().daemon().factory());
    try {
      List<Callable<Delivered>> work =
          artifacts.stream()
              .map(a -> Places.alike(() -> new Delivered(a, evidence(a, together, around))))
              .toList();
      List<Delivered> delivered = new ArrayList<>();
      for (Future<Delivered> future : Places.away(() -> threads.invokeAll(work))) {
        delivered.add(future.get());
      }
      return List.copyOf(delivered);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while files were checked");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof CancellationException cancelled) {
        throw cancelled;
      }
      throw new IllegalStateException("a check failed on its own", e.getCause());
    } finally {
      Interruption.end(threads);
    }
  }

  private List<Evidence> evidence(Artifact artifact, List<Artifact> together, Surroundings around) {
    List<Evidence> evidence = new ArrayList<>();
    for (Verifier verifier : verifiers) {
      Interruption.check();
      if (verifier.verifies(artifact)) {
        evidence.addAll(verifier.verify(artifact, together, around));
      }
    }
    if (evidence.isEmpty()) {
      evidence.add(
          new Evidence.NotRun(
              "check", "no verifier knows this kind of file (" + artifact.name() + ")"));
    }
    return List.copyOf(evidence);
  }
}

package dev.deployarchitect.tool;

import dev.deployarchitect.delivery.Delivered;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32;

/**
 * Files that tools proposed in a run, each set under a name, until somebody takes them into the
 * draft. The same files of the same tool have the same name. Thread-safe.
 */
public final class Proposals {

  /**
   * Files that belong together.
   *
   * @param name under which they are taken
   * @param tool that made them
   */
  public record Proposal(String name, String tool, List<Delivered> files) {}

  private final ConcurrentHashMap<String, Proposal> known = new ConcurrentHashMap<>();

  /** Keeps files under a name. */
  Proposal add(String tool, List<Delivered> files) {
    CRC32 sum = new CRC32();
    files.forEach(f ->
        sum.update((f.artifact().path() + f.artifact().sha256()).getBytes(StandardCharsets.UTF_8)));
    String name = tool + "-" + HexFormat.of().toHexDigits((short) sum.getValue());
    Proposal proposal = new Proposal(name, tool, List.copyOf(files));
    known.put(name, proposal);
    return proposal;
  }

  public Optional<Proposal> find(String name) {
    return Optional.ofNullable(known.get(name));
  }

  public Set<String> names() {
    return new TreeSet<>(known.keySet());
  }
}

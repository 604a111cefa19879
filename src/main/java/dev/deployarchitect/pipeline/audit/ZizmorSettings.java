package dev.deployarchitect.pipeline.audit;

import dev.deployarchitect.finding.Finding;
import dev.deployarchitect.pipeline.workflow.Uses;
import dev.deployarchitect.syntax.node.Node;
import dev.deployarchitect.syntax.node.YamlReader;
import dev.deployarchitect.workspace.Workspace;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a team has already told zizmor in its {@code zizmor.yml} (docs.zizmor.sh, "Configuration").
 *
 * @param rules audit id to its part of the file
 */
public record ZizmorSettings(Map<String, Node> rules) {
  public static final ZizmorSettings NONE = new ZizmorSettings(Map.of());

  public static ZizmorSettings of(Workspace workspace) {
    return Stream.of("zizmor.yml", "zizmor.yaml", ".github/zizmor.yml", ".github/zizmor.yaml")
        .flatMap(p -> workspace.source(p).stream())
        .findFirst()
        .map(source -> {
          Map<String, Node> rules = new TreeMap<>();
          YamlReader.read(source)
              .at("rules")
              .map(Node::entries)
              .orElse(List.of())
              .forEach(e -> rules.put(e.key().text(), e.value()));
          return new ZizmorSettings(Map.copyOf(rules));
        })
        .orElse(NONE);
  }

  private Optional<Node> at(String audit, String... path) {
    return Optional.ofNullable(rules.get(audit)).flatMap(rule -> rule.at(path));
  }

  /** The texts of a list in an audit's {@code config}, in lower case. */
  List<String> list(String audit, String key) {
    return texts(at(audit, "config", key)).map(t -> t.toLowerCase(Locale.ROOT)).toList();
  }

  boolean has(String audit, String key) {
    return at(audit, "config", key).isPresent();
  }

  public Optional<Integer> number(String audit, String key) {
    return at(audit, "config", key)
        .flatMap(Node::scalarText)
        .filter(t -> t.matches("\\d{1,6}"))
        .map(Integer::valueOf);
  }

  private static Stream<String> texts(Optional<Node> list) {
    return list.map(Node::itemsOrSelf).orElse(List.of()).stream()
        .flatMap(n -> n.scalarText().stream());
  }

  /** Whether the file takes a finding away: its audit is off, or its place is named. */
  public boolean silences(Finding finding) {
    return finding.rule().aliases().stream()
        .anyMatch(audit ->
            at(audit, "disable").flatMap(Node::scalarText).filter("true"::equals).isPresent()
                || texts(at(audit, "ignore")).anyMatch(place -> names(place, finding)));
  }

  /** {@code file.yml}, {@code file.yml:line} or {@code file.yml:line:column}. */
  private static boolean names(String place, Finding finding) {
    String[] parts = place.split(":");
    String path = finding.span().path();
    boolean file = path.substring(path.lastIndexOf('/') + 1).equals(parts[0]);
    return file
        && (parts.length < 2 || parts[1].equals(String.valueOf(finding.span().line())))
        && (parts.length < 3 || parts[2].equals(String.valueOf(finding.span().column())));
  }

  /**
   * How an action must be named: {@code hash-pin} where nothing else is said, {@code ref-pin} or
   * {@code any}. Of several patterns the longest one decides.
   */
  String pinning(Uses.Repository uses) {
    String policy = "hash-pin";
    int longest = -1;
    for (Node.Entry entry :
        at("unpinned-uses", "config", "policies").map(Node::entries).orElse(List.of())) {
      String pattern = entry.key().text().toLowerCase(Locale.ROOT);
      if (covers(pattern, uses) && pattern.length() > longest) {
        longest = pattern.length();
        policy = entry.value().scalarText().orElse(policy);
      }
    }
    return policy;
  }

  /**
   * {@code *}, {@code owner/*}, {@code owner/name}, {@code owner/name/*} or one path, and a ref.
   */
  static boolean covers(String pattern, Uses.Repository uses) {
    int at = pattern.indexOf('@');
    if (at >= 0) {
      return uses.ref().equalsIgnoreCase(pattern.substring(at + 1))
          && covers(pattern.substring(0, at), uses);
    }
    return pattern.equals("*")
        || pattern.equals(uses.full())
        || (pattern.endsWith("/*")
            && (uses.full() + "/").startsWith(pattern.substring(0, pattern.length() - 1)));
  }
}

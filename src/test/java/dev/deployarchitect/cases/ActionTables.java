package dev.deployarchitect.cases;

import dev.deployarchitect.content.DatedTable;
import dev.deployarchitect.syntax.node.Document;
import dev.deployarchitect.syntax.node.Node;
import dev.deployarchitect.syntax.node.YamlReader;
import dev.deployarchitect.text.Source;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Refreshes the tables of actions from clones of their repositories: {@code ActionTables DATE
 * FOLDER}, with the clones at {@code FOLDER/owner+name/repo}. Writes the pins of each major version
 * and its inputs and outputs.
 */
public final class ActionTables {
  private static final Pattern VERSION = Pattern.compile("v?(\\d+)\\.(\\d+)(?:\\.(\\d+))?");
  private static final String PINS = "tools/pipeline/generate_workflow/action-pins.tsv";
  private static final int MAJORS = 5;
  private static final Map<String, List<String>> BELOW =
      Map.of(
          "github/codeql-action", List.of("init", "analyze", "autobuild", "upload-sarif"),
          "actions/cache", List.of("restore", "save"),
          "anchore/sbom-action", List.of("download-syft"));

  private record Release(int major, int minor, int patch, String tag, String commit) {
    private static final Comparator<Release> NEWEST =
        Comparator.comparingInt(Release::major)
            .thenComparingInt(Release::minor)
            .thenComparingInt(Release::patch)
            .reversed();
  }

  private ActionTables() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    Map<String, Release> known = present();
    List<String> pins = new ArrayList<>();
    List<String> inputs = new ArrayList<>();
    try (Stream<Path> folders = Files.list(Path.of(args[1]))) {
      for (Path folder : folders.filter(p -> p.toString().contains("+")).sorted().toList()) {
        Path repo = folder.resolve("repo");
        String action = folder.getFileName().toString().replace('+', '/');
        for (Release release : newestOfEachMajor(repo)) {
          boolean root = read(repo, release, "", action, inputs);
          for (String below : BELOW.getOrDefault(action, List.of())) {
            root |= read(repo, release, below + "/", action + "/" + below, inputs);
          }
          if (root) {
            Release newest = known.getOrDefault(action + " " + release.major(), release);
            Release pin = Release.NEWEST.compare(newest, release) <= 0 ? newest : release;
            pins.add("%s\t%s\t%s".formatted(action, pin.tag(), pin.commit()));
          }
        }
      }
    }
    write(
        PINS,
        "release tags of the actions' own repositories, the newest of each major version",
        args[0],
        "action\tversion\tcommit",
        pins);
    write(
        "tools/pipeline/lint_workflow/action-inputs.tsv",
        "action.yml at the release tags of the actions' own repositories; ! required, ~ deprecated",
        args[0],
        "action\tmajor\tinputs\toutputs",
        inputs);
  }

  /** A clone may be older than a pin that is known already. */
  private static Map<String, Release> present() throws IOException {
    Map<String, Release> known = new TreeMap<>();
    DatedTable table = DatedTable.read(Files.readString(Path.of(PINS)));
    for (Map<String, String> row : table.rows()) {
      Release release = release(row.get("version"), row.get("commit"));
      if (release != null) {
        known.put(row.get("action") + " " + release.major(), release);
      }
    }
    return known;
  }

  private static void write(
      String path, String source, String date, String columns, List<String> rows)
      throws IOException {
    Files.writeString(
        Path.of(path),
        "# source: %s\n# date: %s\n%s\n%s\n"
            .formatted(source, date, columns, String.join("\n", rows)));
  }

  private static List<Release> newestOfEachMajor(Path repo)
      throws IOException, InterruptedException {
    Map<Integer, Release> newest = new TreeMap<>(Comparator.reverseOrder());
    String tags =
        git(
            repo,
            "for-each-ref",
            "--format=%(refname:short) %(objectname) %(*objectname)",
            "refs/tags");
    for (String line : tags.lines().toList()) {
      String[] cells = line.split(" ");
      Release release = release(cells[0], cells[cells.length - 1]);
      if (release != null) {
        newest.merge(release.major(), release, (a, b) -> Release.NEWEST.compare(a, b) <= 0 ? a : b);
      }
    }
    return newest.values().stream().limit(MAJORS).toList();
  }

  private static Release release(String tag, String commit) {
    Matcher version = VERSION.matcher(tag);
    if (!version.matches()) {
      return null;
    }
    int patch = version.group(3) == null ? 0 : Integer.parseInt(version.group(3));
    return new Release(
        Integer.parseInt(version.group(1)), Integer.parseInt(version.group(2)), patch, tag, commit);
  }

  private static boolean read(
      Path repo, Release release, String folder, String action, List<String> rows)
      throws IOException, InterruptedException {
    String text = git(repo, "show", release.tag() + ":" + folder + "action.yml");
    if (text.isEmpty()) {
      text = git(repo, "show", release.tag() + ":" + folder + "action.yaml");
    }
    if (text.isEmpty()) {
      return false;
    }
    Document document = YamlReader.read(new Source("action.yml", text));
    String inputs =
        entries(document, "inputs")
            .map(e -> e.key().text() + mark(e.value()))
            .collect(Collectors.joining(" "));
    String outputs =
        entries(document, "outputs").map(e -> e.key().text()).collect(Collectors.joining(" "));
    rows.add("%s\t%d\t%s\t%s".formatted(action, release.major(), inputs, outputs));
    return true;
  }

  private static Stream<Node.Entry> entries(Document document, String key) {
    return document.at(key).map(Node::entries).orElse(List.of()).stream();
  }

  private static String mark(Node input) {
    boolean required =
        input.textAt("required").filter("true"::equals).isPresent()
            && input.at("default").isEmpty();
    boolean deprecated = input.at("deprecationMessage").isPresent();
    return (required ? "!" : "") + (deprecated ? "~" : "");
  }

  private static String git(Path repo, String... arguments)
      throws IOException, InterruptedException {
    List<String> command =
        Stream.concat(Stream.of("git", "-C", repo.toString()), Stream.of(arguments)).toList();
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return process.waitFor() == 0 ? text : "";
  }
}

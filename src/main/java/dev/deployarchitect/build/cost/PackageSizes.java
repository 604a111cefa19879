package dev.deployarchitect.build.cost;

import dev.deployarchitect.content.Content;
import dev.deployarchitect.content.DatedTable;
import dev.deployarchitect.delivery.Figure;
import dev.deployarchitect.syntax.node.JsonReader;
import dev.deployarchitect.syntax.node.Node;
import dev.deployarchitect.text.Source;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the heaviest packages of a lockfile weigh: a lower bound of node_modules. */
public final class PackageSizes {
  private final DatedTable table;

  public PackageSizes(Content content) {
    this.table = DatedTable.read(content.text("tools/build/generate_dockerfile/package-sizes.tsv"));
  }

  private record Heavy(String name, String major, int megabytes, boolean dev) {}

  /**
   * The figure for a lockfile of any package manager.
   *
   * @return empty where none of the packages that were weighed is in it
   */
  public Optional<Figure> figure(Source lockfile) {
    List<Heavy> heavy = new ArrayList<>();
    Optional<Node> packages =
        lockfile.path().endsWith(".json")
            ? JsonReader.read(lockfile).at("packages")
            : Optional.empty();
    for (Map<String, String> row : table.rows()) {
      (lockfile.path().endsWith(".json") ? npm(packages, row) : other(lockfile, row))
          .ifPresent(heavy::add);
    }
    return heavy.isEmpty() ? Optional.empty() : Optional.of(figure(lockfile, heavy));
  }

  private Figure figure(Source lockfile, List<Heavy> heavy) {
    int all = heavy.stream().mapToInt(Heavy::megabytes).sum();
    int dev = heavy.stream().filter(Heavy::dev).mapToInt(Heavy::megabytes).sum();
    String most =
        heavy.stream()
            .sorted(Comparator.comparingInt(Heavy::megabytes).reversed())
            .limit(4)
            .map(h -> "%s %s: %d".formatted(h.name(), h.major(), h.megabytes()))
            .collect(Collectors.joining(", "));
    return new Figure.Cited(
        "node_modules of %s, at least".formatted(lockfile.path()),
        "%d MB in %d heavy packages%s (%s)"
            .formatted(
                all, heavy.size(), dev == 0 ? "" : ", %d MB of it to build".formatted(dev), most),
        "table of %s, %s".formatted(table.date(), table.source()));
  }

  private static Optional<Heavy> npm(Optional<Node> packages, Map<String, String> row) {
    return packages
        .flatMap(p -> p.at("node_modules/" + row.get("package")))
        .filter(
            p -> p.textAt("version").filter(v -> v.startsWith(row.get("major") + ".")).isPresent())
        .map(p -> heavy(row, p.textAt("dev").filter("true"::equals).isPresent()));
  }

  /** pnpm, yarn and bun write {@code name@version}, or the range that led to it. */
  private static Optional<Heavy> other(Source lockfile, Map<String, String> row) {
    Matcher matcher =
        Pattern.compile(
                "(?m)(?:^|[\\s'\"/])"
                    + Pattern.quote(row.get("package"))
                    + "@(?:npm:)?[\\^~]?"
                    + row.get("major")
                    + "\\.")
            .matcher(lockfile.text());
    return matcher.find() ? Optional.of(heavy(row, false)) : Optional.empty();
  }

  private static Heavy heavy(Map<String, String> row, boolean dev) {
    return new Heavy(
        row.get("package"), row.get("major"), Integer.parseInt(row.get("megabytes")), dev);
  }
}

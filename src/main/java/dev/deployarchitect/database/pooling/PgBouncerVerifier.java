package dev.deployarchitect.database.pooling;

import dev.deployarchitect.content.Content;
import dev.deployarchitect.content.DatedTable;
import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.delivery.Evidence;
import dev.deployarchitect.delivery.OwnCheck;
import dev.deployarchitect.delivery.Verifier;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code pgbouncer.ini}: that PgBouncer of the version it is written for knows every setting. The
 * program itself has no way to check a file without starting to listen.
 */
public final class PgBouncerVerifier implements Verifier {
  private static final Pattern VERSION = Pattern.compile("PgBouncer 1\\.(\\d{1,3})");
  private static final Pattern SETTING = Pattern.compile("([a-z_*][\\w*]*)\\s*=\\s*(.*)");
  private static final Set<String> SECTIONS = Set.of("databases", "pgbouncer", "users", "peers");

  private final DatedTable settings;

  public PgBouncerVerifier(Content content) {
    this.settings =
        DatedTable.read(content.text("tools/database/generate_pooling/pgbouncer-settings.tsv"));
  }

  @Override
  public boolean verifies(Artifact artifact) {
    return artifact.name().equals("pgbouncer.ini");
  }

  @Override
  public List<Evidence> verify(Artifact artifact, List<Artifact> together) {
    return List.of(
        OwnCheck.run("own PgBouncer rules", artifact, () -> faults(artifact.content())),
        new Evidence.NotRun(
            "started", "PgBouncer checks a file only by serving it; run it in staging first"));
  }

  private List<String> faults(String text) {
    Matcher named = VERSION.matcher(text);
    int version = named.find() ? Integer.parseInt(named.group(1)) : Integer.MAX_VALUE;
    List<String> faults = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    String section = "";
    int number = 0;
    for (String line : text.lines().map(String::strip).toList()) {
      number++;
      Matcher setting = SETTING.matcher(line);
      if (line.matches("\\[\\w+]")) {
        section = line.substring(1, line.length() - 1);
        if (!SECTIONS.contains(section)) {
          faults.add("line %d: there is no section [%s]".formatted(number, section));
        }
      } else if (setting.matches()) {
        if (!seen.add(section + "." + setting.group(1))) {
          faults.add("line %d: '%s' stands there twice".formatted(number, setting.group(1)));
        }
        if (section.equals("pgbouncer")) {
          fault(setting.group(1), version)
              .map(("line " + number + ": ")::concat)
              .ifPresent(faults::add);
        }
      } else if (!line.isEmpty() && !line.matches("[;#].*|%include\\s+/\\S+")) {
        faults.add("line %d: neither a setting nor a comment".formatted(number));
      }
    }
    return faults;
  }

  private Optional<String> fault(String setting, int version) {
    Optional<Map<String, String>> row = settings.find("setting", setting);
    if (row.isEmpty()) {
      return Optional.of("PgBouncer has no setting '%s'".formatted(setting));
    }
    int since = Integer.parseInt(row.get().get("since").replaceFirst("1\\.", ""));
    return since > version
        ? Optional.of(
            "'%s' needs PgBouncer 1.%d, and 1.%d refuses to start with it"
                .formatted(setting, since, version))
        : Optional.empty();
  }
}

package dev.deployarchitect.pipeline.audit;

import dev.deployarchitect.content.Content;
import dev.deployarchitect.content.DatedTable;
import dev.deployarchitect.pipeline.workflow.Uses;
import dev.deployarchitect.text.Nearest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Names that could be mistaken for a well-known action of another owner. */
final class LookAlikes {
  /** Shorter owners are one letter away from too many others. */
  private static final int SHORTEST_OWNER = 5;

  private final List<String> known;
  private final Set<String> owners;

  LookAlikes(Content content) {
    known =
        DatedTable.read(content.text("tools/pipeline/lint_workflow/popular-actions.tsv"))
            .rows()
            .stream()
            .map(row -> row.get("action").toLowerCase(Locale.ROOT))
            .toList();
    owners = known.stream().map(LookAlikes::owner).collect(Collectors.toUnmodifiableSet());
  }

  /** The action it resembles. */
  Optional<String> of(Uses.Repository uses) {
    String slug = uses.slug();
    String owner = owner(slug);
    if (owners.contains(owner)) {
      return Optional.empty();
    }
    return known.stream()
        .filter(k -> owner(k).length() >= SHORTEST_OWNER && name(k).equals(name(slug)))
        .filter(k -> Nearest.to(owner, List.of(owner(k))).isPresent())
        .filter(k -> Math.abs(owner(k).length() - owner.length()) <= 1)
        .findFirst();
  }

  private static String owner(String slug) {
    return slug.substring(0, slug.indexOf('/'));
  }

  private static String name(String slug) {
    return slug.substring(slug.indexOf('/') + 1);
  }
}

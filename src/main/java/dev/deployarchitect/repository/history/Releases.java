package dev.deployarchitect.repository.history;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/** Tags, as far as they lead to HEAD. */
final class Releases {
  /** Newest tags that are asked whether they lead to HEAD. */
  private static final int TAGS = 50;

  private Releases() {}

  /**
   * A tag that leads to HEAD.
   *
   * @param name without {@code refs/tags/}
   */
  record Tag(String name, RevCommit commit) {}

  /** The newest tag before HEAD; empty where there is none. */
  static Optional<Tag> newestTag(Past past, RevCommit head, RevWalk walk) throws IOException {
    Repository repository = past.repository();
    List<Tag> tags = new ArrayList<>();
    for (Ref ref : repository.getRefDatabase().getRefsByPrefix(Constants.R_TAGS)) {
      ObjectId peeled = repository.getRefDatabase().peel(ref).getPeeledObjectId();
      ObjectId id = peeled == null ? ref.getObjectId() : peeled;
      String name = ref.getName().substring(Constants.R_TAGS.length());
      past.commit(id.name(), walk).ifPresent(commit -> tags.add(new Tag(name, commit)));
    }
    tags.sort(Comparator.comparingInt((Tag t) -> t.commit().getCommitTime()).reversed());
    for (Tag tag : tags.subList(0, Math.min(TAGS, tags.size()))) {
      if (!tag.commit().equals(head) && walk.isMergedInto(tag.commit(), head)) {
        return Optional.of(tag);
      }
    }
    return Optional.empty();
  }
}

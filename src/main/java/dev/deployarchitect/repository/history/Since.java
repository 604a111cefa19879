package dev.deployarchitect.repository.history;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/** A moment that a caller names: a day, so long ago, or a revision. */
final class Since {
  private static final Pattern AGO =
      Pattern.compile("(\\d{1,4})\\s*(day|week|month|year|d|w)s?(\\s+ago)?");

  private Since() {}

  /** The moment of a day or of "30 days ago"; empty for anything else. */
  static Optional<Instant> moment(String text) {
    Matcher ago = AGO.matcher(text.strip().toLowerCase(java.util.Locale.ROOT));
    if (ago.matches()) {
      long days =
          Long.parseLong(ago.group(1))
              * switch (ago.group(2).charAt(0)) {
                case 'w' -> 7;
                case 'm' -> 30;
                case 'y' -> 365;
                default -> 1;
              };
      return Optional.of(Instant.now().minusSeconds(days * 86_400));
    }
    try {
      return Optional.of(LocalDate.parse(text.strip()).atStartOfDay(ZoneOffset.UTC).toInstant());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** The newest commit of HEAD's own line that is older than a moment; empty where none is. */
  static Optional<RevCommit> before(Instant moment, RevCommit head, RevWalk walk)
      throws IOException {
    RevCommit commit = head;
    while (commit.getCommitTime() >= moment.getEpochSecond()) {
      if (commit.getParentCount() == 0) {
        return Optional.empty();
      }
      commit = walk.parseCommit(commit.getParent(0));
    }
    return Optional.of(commit);
  }
}

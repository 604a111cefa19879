package dev.deployarchitect.repository.search;

import dev.deployarchitect.text.Source;
import java.util.List;

/** Lines of one file that match, by number. */
record Hits(Source source, FileKind kind, int distance, List<Integer> lines) {
  String path() {
    return source.path();
  }
}

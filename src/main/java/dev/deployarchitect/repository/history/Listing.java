package dev.deployarchitect.repository.history;

import dev.deployarchitect.tool.Tier;
import java.util.List;

/**
 * A head and many lines, of which a caller gets the first ones or a page.
 *
 * @param tail remarks behind all of it
 */
record Listing(String head, List<String> items, String tail) {
  private static final int USUAL = 300;

  /** As asked: a first answer without limit and offset. */
  String text(Integer limit, Integer offset) {
    boolean page = limit != null || offset != null;
    int from = Math.max(0, offset == null ? 0 : offset);
    long most = Math.max(1, limit == null ? USUAL : limit);
    if (from >= items.size() && from > 0) {
      return "There are only %d lines; offset is too large.%n".formatted(items.size());
    }
    StringBuilder out = new StringBuilder(from == 0 ? head : "");
    int room = (page ? Tier.PAGE : Tier.FIRST) - tail.length() - 60;
    int to = from;
    while (to < items.size()
        && to - from < most
        && (to == from || out.length() + items.get(to).length() < room)) {
      out.append(items.get(to++)).append('\n');
    }
    if (to < items.size()) {
      out.append("%d more lines; call again with offset %d.%n".formatted(items.size() - to, to));
    }
    return out + tail;
  }
}

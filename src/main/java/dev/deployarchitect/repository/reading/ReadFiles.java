package dev.deployarchitect.repository.reading;

import dev.deployarchitect.tool.Candidates;
import dev.deployarchitect.tool.Param;
import dev.deployarchitect.tool.ShownFile;
import dev.deployarchitect.tool.Tier;
import dev.deployarchitect.tool.Tool;
import dev.deployarchitect.tool.ToolContext;
import dev.deployarchitect.tool.ToolResult;
import dev.deployarchitect.text.Source;
import java.util.ArrayList;
import java.util.List;

/** Ranges of files, numbered, secrets replaced. What does not fit is named as the next call. */
public final class ReadFiles {
  private static final int MOST = 40;

  /** Every file gets so many characters at least. */
  private static final int LEAST = 500;

  record Input(
      @Param(
              value =
                  "Paths, each with lines if not the whole file is wanted: src/a.ts,"
                      + " src/a.ts:42 (with 20 lines around), src/a.ts:10-60,200-240",
              required = true)
          List<String> files) {}

  private ReadFiles() {}

  public static Tool<?> tool() {
    return new Tool<>("read_files", "repository", Input.class, ReadFiles::call);
  }

  private static ToolResult call(Input input, ToolContext context) {
    List<Wanted> wanted = Wanted.all(input.files(), context.workspace());
    if (wanted.isEmpty() || wanted.size() > MOST) {
      return new ToolResult.Retry("Give 1 to %d files.".formatted(MOST));
    }
    StringBuilder out = new StringBuilder();
    List<String> rest = new ArrayList<>();
    List<String> refused = new ArrayList<>();
    boolean outside = false;
    for (int i = 0; i < wanted.size(); i++) {
      Wanted one = wanted.get(i);
      int room = (Tier.PAGE - out.length()) / (wanted.size() - i);
      if (room < LEAST && i > 0) {
        rest.add(one.toString());
        continue;
      }
      switch (ShownFile.of(context, one.path())) {
        case ShownFile.Refused(String why) -> {
          outside |= one.path().startsWith("/") || one.path().contains("..");
          refused.add(Candidates.unreadable(one.path(), why, context.workspace()));
        }
        case ShownFile.Text(Source source, boolean whole) -> {
          Numbered numbered = Numbered.of(source, one, room);
          out.append(whole ? "" : "Of this file's values only the names are shown.\n");
          out.append(numbered.text()).append('\n');
          if (!numbered.rest().ranges().isEmpty()) {
            rest.add(numbered.rest().toString());
          }
        }
      }
    }
    if (out.isEmpty()) {
      String why = String.join("\n", refused);
      return outside ? new ToolResult.Refused(why) : new ToolResult.Retry(why);
    }
    refused.forEach(why -> out.append("Not read: ").append(why).append('\n'));
    if (!rest.isEmpty()) {
      out.append(
          "Next, what did not fit: files [\"%s\"].%n".formatted(String.join("\", \"", rest)));
    }
    return ToolResult.Done.text(out.toString());
  }
}

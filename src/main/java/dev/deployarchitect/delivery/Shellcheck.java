package dev.deployarchitect.delivery;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Many small scripts through ShellCheck at once (github.com/koalaman/shellcheck, -f gcc). */
public record Shellcheck(OutsideTool tools) {
  /** Scripts of one run; a few milliseconds each, well under the limit of time and of output. */
  private static final int BATCH = 60;

  private static final Pattern LINE =
      Pattern.compile("(?m)^s(\\d+)\\.sh:(\\d+):(\\d+): (\\w+): (.*) \\[(SC\\d+)]$");

  /**
   * What it says of a script.
   *
   * @param script the index of the script
   * @param line of the script, from 1
   * @param column from 1
   * @param level {@code error}, {@code warning} or {@code note}
   */
  public record Remark(
      int script, int line, int column, String level, String code, String message) {}

  /**
   * @param remarks in the order of the scripts
   * @param unchecked why some scripts were not looked at; empty where all were
   */
  public record Result(List<Remark> remarks, Optional<String> unchecked) {}

  public boolean isInstalled() {
    return tools.find("shellcheck").isPresent();
  }

  /**
   * Checks scripts that each begin with a {@code #!} line.
   *
   * @param exclude codes it shall not report
   */
  public Result check(List<String> scripts, List<String> exclude) {
    Optional<Path> program = tools.find("shellcheck");
    if (program.isEmpty()) {
      return new Result(List.of(), Optional.of("shellcheck is not installed"));
    }
    List<Remark> remarks = new ArrayList<>();
    Optional<String> unchecked = Optional.empty();
    for (int from = 0; from < scripts.size(); from += BATCH) {
      Map<String, String> files = new LinkedHashMap<>();
      for (int i = from; i < Math.min(from + BATCH, scripts.size()); i++) {
        files.put("s" + i + ".sh", scripts.get(i));
      }
      List<String> arguments = new ArrayList<>(List.of("--format=gcc", "--norc"));
      arguments.add("--exclude=" + String.join(",", exclude));
      arguments.addAll(files.keySet());
      try {
        remarks.addAll(parse(tools.run(program.get(), arguments, files).output()));
      } catch (IOException e) {
        unchecked = Optional.of("shellcheck " + e.getMessage());
      }
    }
    return new Result(List.copyOf(remarks), unchecked);
  }

  private static List<Remark> parse(String output) {
    List<Remark> remarks = new ArrayList<>();
    Matcher matcher = LINE.matcher(output);
    while (matcher.find()) {
      remarks.add(
          new Remark(
              Integer.parseInt(matcher.group(1)),
              Integer.parseInt(matcher.group(2)),
              Integer.parseInt(matcher.group(3)),
              matcher.group(4),
              matcher.group(6),
              matcher.group(5)));
    }
    return remarks;
  }
}

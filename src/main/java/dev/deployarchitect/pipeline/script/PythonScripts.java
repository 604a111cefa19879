package dev.deployarchitect.pipeline.script;

import dev.deployarchitect.delivery.OutsideTool;
import dev.deployarchitect.finding.Finding;
import dev.deployarchitect.finding.Rule;
import dev.deployarchitect.finding.RuleInfo;
import dev.deployarchitect.finding.RuleSet;
import dev.deployarchitect.finding.Severity;
import dev.deployarchitect.pipeline.workflow.Workflow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What Pyflakes (github.com/PyCQA/pyflakes), where it is installed, says of scripts in Python. */
public final class PythonScripts {
  private static final Pattern REMARK = Pattern.compile("(?m)^p(\\d+)\\.py:(\\d+):(\\d+):? (.*)$");

  private record Checked(List<StepScript> scripts, String said) {}

  private final OutsideTool tools;
  private final RuleSet<Checked> rules;

  /** With the pages of its rules in {@code pages}. */
  public PythonScripts(OutsideTool tools, String pages) {
    this.tools = tools;
    this.rules =
        new RuleSet<>(
            pages,
            List.of(
                Rule.of(
                    "pipeline/python-error", Severity.MEDIUM, "pyflakes", PythonScripts::report)));
  }

  public List<RuleInfo> rules() {
    return rules.infos();
  }

  /** All scripts of all workflows go to Pyflakes together. */
  public List<Finding> review(List<Workflow> workflows) {
    List<StepScript> scripts =
        workflows.stream().flatMap(w -> StepScript.python(w).stream()).toList();
    Optional<Path> program =
        Stream.of("pyflakes", "pyflakes3").flatMap(name -> tools.find(name).stream()).findFirst();
    if (scripts.isEmpty() || program.isEmpty()) {
      return List.of();
    }
    Map<String, String> files = new LinkedHashMap<>();
    for (StepScript script : scripts) {
      files.put("p" + files.size() + ".py", script.body() + "\n");
    }
    try {
      OutsideTool.Run run = tools.run(program.get(), List.copyOf(files.keySet()), files);
      return rules.check(new Checked(scripts, run.output().replace("./", "")));
    } catch (IOException e) {
      return List.of();
    }
  }

  private static void report(Checked checked, Rule.Reporter report) {
    Matcher remark = REMARK.matcher(checked.said());
    while (remark.find()) {
      StepScript script = checked.scripts().get(Integer.parseInt(remark.group(1)));
      // The stand-in for an expression is a name that Pyflakes cannot know.
      if (!remark.group(4).matches("undefined name '_+'")) {
        report.at(
            script.placeInBody(
                Integer.parseInt(remark.group(2)), Integer.parseInt(remark.group(3))),
            remark.group(4));
      }
    }
  }
}

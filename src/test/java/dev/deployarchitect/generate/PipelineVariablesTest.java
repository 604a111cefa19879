package dev.deployarchitect.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deployarchitect.Given;
import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.delivery.Delivered;
import dev.deployarchitect.tool.ToolResult;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the delivered scripts read is what the delivered pipeline and its guide speak of. */
class PipelineVariablesTest {
  private static final Pattern READ = Pattern.compile("\\$\\{?([A-Z][A-Z_]{2,})(?![A-Z_]*:-)\\b");

  /** Given by the shell, or set by the script itself. */
  private static final Set<String> OWN = Set.of("BASH_SOURCE", "SECONDS", "EUID");

  @ParameterizedTest
  @CsvSource({
    "vercel,github", "cloudrun,github", "ecs,github", "fly,github", "registry,github",
    "vercel,gitlab", "cloudrun,gitlab", "ecs,gitlab", "fly,gitlab", "registry,gitlab"
  })
  void everyVariableOfTheHostIsSetOrAskedFor(String host, String ci) {
    ToolResult.Done done =
        (ToolResult.Done)
            Given.call(
                Given.sample(),
                "generate_workflow",
                "{\"host\":\"%s\",\"ci\":\"%s\"}".formatted(host, ci));
    Map<String, String> files =
        done.files().stream()
            .map(Delivered::artifact)
            .collect(Collectors.toMap(Artifact::path, Artifact::content));
    String pipeline = done.files().getFirst().artifact().content();
    String guide = String.join(" ", done.recommendations().getFirst().guide());
    Function<String, List<String>> read =
        text ->
            READ.matcher(text.replaceAll("(?m)^\\s*#.*", ""))
                .results()
                .map((MatchResult m) -> m.group(1))
                .filter(name -> !OWN.contains(name))
                .distinct()
                .toList();
    for (String name : read.apply(files.get("deploy/host.sh"))) {
      boolean set = Pattern.compile("(?m)\\b" + name + "(: |=)").matcher(pipeline).find();
      boolean asked = ci.equals("gitlab") && guide.matches("(?s).*\\b" + name + "\\b.*");
      assertThat(set || asked).as("%s on %s: %s", host, ci, name).isTrue();
    }
  }
}

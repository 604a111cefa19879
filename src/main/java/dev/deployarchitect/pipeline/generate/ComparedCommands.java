package dev.deployarchitect.pipeline.generate;

import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.project.Fact;
import dev.deployarchitect.project.ProjectProfile;
import dev.deployarchitect.project.Topic;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The commands of generated files, so that those of others can be looked up. A script of
 * package.json is the same by its name, by the manager that runs it, and by what it runs. What
 * cannot be recognised counts as another command.
 */
record ComparedCommands(Map<String, String> scriptByBody, Set<String> scripts, Set<String> known) {
  private static final Pattern MANAGER =
      Pattern.compile(
          "(?:npm run|npm|pnpm run|pnpm exec|pnpm dlx|pnpm|yarn run|yarn|bun run|bunx|bun|npx)(?: --[\\w-]+)* +(\\S.*)");
  private static final Pattern PREPARES =
      Pattern.compile(
          "(?:npm ci|(?:npm|pnpm|yarn|bun) (?:i|install)|yarn|corepack enable|echo|printf|cd|mkdir|export|set|true|exit|ls|pwd|cat|sleep|if|then|else|elif|fi|for|do|done|while|case|esac|\\{|\\})(?:[ ;].*)?|[A-Za-z_]\\w*=(?:\"(?:(?!\\$\\()[^\"])*\"|'[^']*'|[^\\s\"'`(]*)");

  static ComparedCommands of(ProjectProfile profile, List<Artifact> files) {
    Map<String, String> byBody = new HashMap<>();
    profile
        .about(Topic.SCRIPT)
        .filter(s -> s.proof().path().equals("package.json"))
        .forEach(s -> byBody.put(s.detail().strip(), s.name()));
    ComparedCommands none =
        new ComparedCommands(
            Map.copyOf(byBody),
            profile.about(Topic.SCRIPT).map(Fact::name).collect(Collectors.toUnmodifiableSet()),
            Set.of());
    Set<String> known =
        files.stream()
            .flatMap(f -> none.commands(f.content()))
            .map(none::canonical)
            .collect(Collectors.toUnmodifiableSet());
    return new ComparedCommands(none.scriptByBody(), none.scripts(), known);
  }

  /** The commands of one {@code run} that the generated files do not have. */
  List<String> missing(String run) {
    return commands(run)
        .filter(c -> !PREPARES.matcher(c).matches())
        .filter(c -> !known.contains(canonical(c)))
        .toList();
  }

  private Stream<String> commands(String text) {
    return text.replaceAll("\\\\\\r?\\n\\s*", " ")
        .lines()
        .map(line -> line.strip().replaceFirst("^- ", "").replaceFirst("^run: ", ""))
        .filter(line -> !line.startsWith("#"))
        .flatMap(line -> Arrays.stream(line.split("&&|;")))
        .map(String::strip)
        .filter(c -> !c.isEmpty());
  }

  private String canonical(String command) {
    Matcher managed = MANAGER.matcher(command);
    String rest = managed.matches() ? managed.group(1).strip() : command;
    String name = scriptByBody.getOrDefault(rest, rest);
    return scripts.contains(name) ? "script " + name : name;
  }
}

package dev.deployarchitect.build.dockerfile;

import dev.deployarchitect.text.Problem;
import dev.deployarchitect.text.Source;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A Dockerfile as read.
 *
 * @param directives {@code syntax}, {@code escape}, {@code check} by lower-case name
 * @param global instructions before the first FROM
 */
public record Dockerfile(
    Source source,
    Map<String, String> directives,
    List<Instruction> global,
    List<Stage> stages,
    List<Problem> problems) {

  /** All instructions in order, FROMs included. */
  public Stream<Instruction> instructions() {
    return Stream.concat(
        global.stream(),
        stages.stream()
            .flatMap(s -> Stream.concat(Stream.of(s.from()), s.instructions().stream())));
  }

  /** The stage that becomes the image. */
  public Optional<Stage> last() {
    return stages.isEmpty() ? Optional.empty() : Optional.of(stages.getLast());
  }

  /** The stage that {@code --from} names, by name or index. */
  public Optional<Stage> stage(String reference) {
    return stages.stream()
        .filter(s ->
            s.name().equalsIgnoreCase(reference) || String.valueOf(s.index()).equals(reference))
        .findFirst();
  }

  /** The value of a global ARG with a default. */
  public Optional<String> globalArg(String name) {
    return global.stream()
        .filter(i -> i.is("ARG"))
        .flatMap(i -> i.words().stream())
        .filter(w -> w.text().startsWith(name + "="))
        .map(w -> w.text().substring(name.length() + 1))
        .findFirst();
  }

  /** A base image with global ARGs filled in, as far as they have defaults. */
  public String expand(String image) {
    String out = image;
    for (int i = 0; i < 5 && out.contains("$"); i++) {
      var matcher = Variables.REFERENCE.matcher(out);
      out = matcher.replaceAll(m -> java.util.regex.Matcher.quoteReplacement(value(m)));
    }
    return out;
  }

  private String value(java.util.regex.MatchResult match) {
    String name = match.group(1) == null ? match.group(3) : match.group(1);
    String fallback = match.group(2) == null ? "" : match.group(2);
    return globalArg(name).orElse(fallback);
  }
}

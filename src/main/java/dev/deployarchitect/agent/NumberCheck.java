package dev.deployarchitect.agent;

import dev.deployarchitect.agent.model.ModelReply;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Compares the numbers of an answer with those of everything the run saw. A number that stands
 * nowhere was made up, or computed without saying so.
 */
final class NumberCheck implements AnswerCheck {
  /** A number of its own: not part of a name, a version or a hash. */
  private static final Pattern NUMBER =
      Pattern.compile(
          "(?<![\\w.#-])\\d[\\d,]*(?:\\.\\d+)*(?![\\w-]*[A-Za-z_]\\w*-|\\w*[g-zG-Z]\\w{3})");

  /** "1." at the start of a line counts steps, and a heading's number names it. */
  private static final Pattern ORDINAL = Pattern.compile("(?m)^\\h*+(?:#+\\s*)?\\d{1,3}[.)]\\s");

  private final Set<String> known;

  NumberCheck(Set<String> known) {
    this.known = new HashSet<>(known);
  }

  @Override
  public Verdict of(ModelReply reply) {
    List<String> unsourced = unsourced(reply.text());
    return unsourced.isEmpty()
        ? new Verdict.Fine()
        : new Verdict.Remark(new AgentEvent.NumbersUnsourced(unsourced));
  }

  /** Everything in {@code text} counts as a source from now on. */
  void source(String text) {
    known.addAll(numbers(text));
  }

  /** The numbers of {@code answer} without a source, in their order, each once. */
  List<String> unsourced(String answer) {
    Set<String> missing = new LinkedHashSet<>(numbers(ORDINAL.matcher(answer).replaceAll("")));
    missing.removeAll(known);
    return List.copyOf(missing);
  }

  static List<String> numbers(String text) {
    List<String> found = new ArrayList<>();
    Matcher matcher = NUMBER.matcher(text);
    while (matcher.find()) {
      String plain = matcher.group().replace(",", "").replaceFirst("^0+(?=\\d)", "");
      found.add(plain.endsWith(".") ? plain.substring(0, plain.length() - 1) : plain);
    }
    return found;
  }
}

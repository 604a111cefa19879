package dev.deployarchitect.repository.usage;

import dev.deployarchitect.text.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Which files are worth parsing for a model: told by their text, since parsing takes longer. */
final class Prefilter {
  private static final Pattern SCHEMA =
      Pattern.compile(
          "[.\\s](object|strictObject|extend|shape|keys)\\(|Serializer|BaseModel|Schema|Form\\b|[dD][tT][oO]|permit|validates");

  private final Model model;
  private final Pattern access;
  private final Pattern set;
  private final Pattern read;

  Prefilter(Model model) {
    this.model = model;
    String delegate = Model.delegate(model.name());
    String tables =
        model.tables().stream()
            .flatMap(t -> List.of(t, plural(t), snake(t), plural(snake(t)), Model.delegate(plural(t))).stream())
            .distinct()
            .map(Pattern::quote)
            .collect(Collectors.joining("|"));
    String relations =
        model.relations().values().stream()
            .flatMap(m -> m.entrySet().stream())
            .filter(e -> e.getValue().equals(model.name()))
            .map(Map.Entry::getKey)
            .distinct()
            .map(Pattern::quote)
            .collect(Collectors.joining("|"));
    this.access =
        Pattern.compile(
            "\\b"
                + Pattern.quote(delegate)
                + "(\\.|Repo)|\\b"
                + Pattern.quote(model.name())
                + "(\\s*[({]|\\.|::|->|Repo)|(class|interface|type|struct|record)\\s+"
                + Pattern.quote(model.name())
                + "\\b|(?i:into|from|join|update|insert|delete|query|table|select|find)\\w*[\\s(.\"'`]+(?i:"
                + tables
                + ")\\b"
                + (relations.isEmpty() ? "" : "|\\b(" + relations + ")\\s*:\\s*[{t]"));
    String field = Pattern.quote(model.field());
    String pascal = model.field().isEmpty() ? "" : Pattern.quote(capital(model.field()));
    this.set = Pattern.compile("[.>](" + field + "|" + pascal + ")\\s*=[^=]|\\bset" + pascal + "\\(");
    this.read = Pattern.compile("(\\.|->)" + field + "\\b");
  }

  boolean test(String text) {
    if (model.field().isEmpty()) {
      return access.matcher(text).find();
    }
    boolean names = text.contains(model.field()) || text.contains(capital(model.field()));
    return (names && (set.matcher(text).find() || SCHEMA.matcher(text).find()))
        || access.matcher(text).find();
  }

  /** Uses by name in a file that is not parsed. */
  List<Usage> named(Source source) {
    List<Usage> found = new ArrayList<>();
    Matcher matcher = read.matcher(source.text());
    while (!model.field().isEmpty() && matcher.find()) {
      found.add(new Usage(Usage.Part.NAMED, source.span(matcher.start(), matcher.end()), ""));
    }
    return found;
  }

  private static String plural(String name) {
    return name.endsWith("s") ? name : name.endsWith("y") ? name.substring(0, name.length() - 1) + "ies" : name + "s";
  }

  private static String snake(String name) {
    return name.replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
  }

  private static String capital(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }
}

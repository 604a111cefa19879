package dev.deployarchitect.repository.usage;

import dev.deployarchitect.text.Source;
import java.util.ArrayList;
import java.util.List;
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
            .flatMap(t ->
                List.of(
                    t,
                    Inflection.plural(t),
                    Inflection.snake(t),
                    Inflection.plural(Inflection.snake(t)),
                    Model.delegate(Inflection.plural(t)))
                    .stream())
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
    String pascal = model.field().isEmpty() ? "" : Pattern.quote(Inflection.capital(model.field()));
    this.set =
        Pattern.compile("[.>](" + field + "|" + pascal + ")\\s*=[^=]|\\bset" + pascal + "\\(");
    this.read = Pattern.compile("(\\.|->)" + field + "\\b");
  }

  boolean test(String text) {
    if (model.field().isEmpty()) {
      return access.matcher(text).find();
    }
    boolean names =
        text.contains(model.field()) || text.contains(Inflection.capital(model.field()));
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
}

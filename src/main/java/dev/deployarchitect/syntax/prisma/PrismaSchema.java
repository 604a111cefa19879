package dev.deployarchitect.syntax.prisma;

import dev.deployarchitect.text.Source;
import dev.deployarchitect.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The blocks of a {@code schema.prisma}, line by line; lines it does not know are kept as fields.
 */
public record PrismaSchema(Source source, List<Block> blocks) {
  private static final Pattern HEAD =
      Pattern.compile("^\\s*(datasource|generator|model|enum|type|view)\\s+(\\w+)\\s*\\{");
  private static final Pattern LINE = Pattern.compile("^\\s*(@@)?([\\w.]+)\\s*(=\\s*)?(.*)$");

  /** One block: its kind ({@code model}, {@code datasource}, …), name and lines. */
  public record Block(String kind, String name, Span head, List<Field> fields) {
    public Optional<Field> field(String fieldName) {
      return fields.stream().filter(f -> f.name().equals(fieldName)).findFirst();
    }
  }

  /** One line of a block: {@code name rest}, {@code name = rest} or {@code @@name rest}. */
  public record Field(Span span, String name, String rest) {
    /** The text between the first pair of quotes, as in {@code provider = "postgresql"}. */
    public Optional<String> quoted() {
      Matcher matcher = Pattern.compile("\"([^\"]*)\"").matcher(rest);
      return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
  }

  public Stream<Block> blocks(String kind) {
    return blocks.stream().filter(b -> b.kind().equals(kind));
  }

  /** The value of {@code key} in the first block of {@code kind}. */
  public Optional<Field> setting(String kind, String key) {
    return blocks(kind).flatMap(b -> b.field(key).stream()).findFirst();
  }

  public static PrismaSchema read(Source source) {
    List<Block> blocks = new ArrayList<>();
    List<Field> fields = null;
    for (int line = 1; line <= source.lineCount(); line++) {
      Span span = source.lineSpan(line);
      String text = withoutComment(span.text());
      Matcher head = HEAD.matcher(text);
      if (head.find()) {
        fields = new ArrayList<>();
        blocks.add(new Block(head.group(1), head.group(2), span, fields));
      } else if (text.strip().equals("}")) {
        fields = null;
      } else if (fields != null && !text.isBlank()) {
        Matcher matcher = LINE.matcher(text);
        if (matcher.find()) {
          String name = (matcher.group(1) == null ? "" : "@@") + matcher.group(2);
          int start = span.start() + text.length() - text.stripLeading().length();
          fields.add(
              new Field(
                  source.span(start, span.start() + text.stripTrailing().length()),
                  name,
                  matcher.group(4).strip()));
        }
      }
    }
    return new PrismaSchema(
        source,
        blocks.stream()
            .map(b -> new Block(b.kind(), b.name(), b.head(), List.copyOf(b.fields())))
            .toList());
  }

  private static String withoutComment(String line) {
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && line.startsWith("//", i)) {
        return line.substring(0, i);
      }
    }
    return line;
  }
}

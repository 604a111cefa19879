package dev.deployarchitect.syntax.hcl;

import dev.deployarchitect.syntax.hcl.HclBody.Attribute;
import dev.deployarchitect.syntax.hcl.HclBody.Block;
import dev.deployarchitect.syntax.hcl.HclExpression.Inserted;
import dev.deployarchitect.syntax.hcl.HclExpression.Name;
import dev.deployarchitect.syntax.hcl.HclExpression.Template;
import dev.deployarchitect.text.Source;
import dev.deployarchitect.text.Span;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What {@code terraform fmt} rewrites beside white space: unquoted labels are quoted, {@code
 * "${value}"} becomes the value, and the types of Terraform 0.11 become today's. Observed on
 * terraform 1.11.4.
 */
final class HclModernize {
  private static final Map<String, String> QUOTED_TYPES =
      Map.of(
          "string", "string",
          "bool", "bool",
          "number", "number",
          "list", "list(string)",
          "map", "map(string)");
  private static final List<String> COLLECTIONS = List.of("list", "map", "set");

  private HclModernize() {}

  static String rewrite(String text) {
    Source source = new Source("", text);
    HclBody.File file = HclReader.read(source);
    if (!file.problems().isEmpty()) {
      return text;
    }
    Map<Span, String> edits = new TreeMap<>(Comparator.comparingInt(Span::start).reversed());
    file.body().attributes().forEach(a -> value(a, edits));
    file.body().allBlocks().forEach(b -> block(b, edits));
    StringBuilder out = new StringBuilder(text);
    edits.forEach((span, replacement) -> out.replace(span.start(), span.end(), replacement));
    return out.toString();
  }

  private static void block(Block block, Map<Span, String> edits) {
    HclLexer.lex(block.head().source(), block.head().start(), block.head().end()).tokens().stream()
        .skip(1)
        .filter(t -> t.kind() == HclToken.Kind.NAME)
        .forEach(t -> edits.put(t.span(), '"' + t.text() + '"'));
    for (Attribute attribute : block.body().attributes()) {
      if (block.type().equals("variable") && attribute.name().equals("type")) {
        type(attribute.value()).ifPresent(type -> edits.put(attribute.value().span(), type));
      } else {
        value(attribute, edits);
      }
    }
  }

  private static Optional<String> type(HclExpression type) {
    if (type instanceof Name name && COLLECTIONS.contains(name.name())) {
      return Optional.of(name.name() + "(any)");
    }
    return type.isPlainString() ? type.literal().map(QUOTED_TYPES::get) : Optional.empty();
  }

  private static void value(Attribute attribute, Map<Span, String> edits) {
    if (!(attribute.value() instanceof Template template)
        || !template.span().text().startsWith("\"")
        || template.parts().size() != 1
        || !(template.parts().getFirst() instanceof Inserted inserted)) {
      return;
    }
    String inner = bare(inserted.span().text());
    edits.put(template.span(), inner.contains("\n") ? "(" + inner + ")" : inner);
  }

  private static String bare(String insertion) {
    String inner = insertion.substring(2, insertion.length() - 1);
    return inner.replaceAll("^~|~$", "").strip();
  }
}

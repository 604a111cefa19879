package dev.deployarchitect.infrastructure.schema;

/**
 * An attribute or a block of a resource.
 *
 * @param flags r required, o optional, c computed, d deprecated, b block, a attribute that may be
 *     written as blocks
 * @param type as in the extract: {@code list(string)}, {@code one@12} for a block that stands once
 */
public record SchemaMember(String name, String flags, String type, ProviderSchema provider) {

  public boolean required() {
    return flags.contains("r");
  }

  public boolean deprecated() {
    return flags.contains("d");
  }

  /** Set by the provider alone. */
  public boolean readOnly() {
    return !flags.contains("r") && !flags.contains("o") && !flags.contains("b");
  }

  public boolean block() {
    return flags.contains("b");
  }

  /** Whether blocks of this name may be written; the extract cuts what nests in itself to any. */
  public boolean writtenAsBlock() {
    return block() || flags.contains("a") || type.equals("any");
  }

  public boolean writtenAsAttribute() {
    return !block() || type.equals("any");
  }

  /** Whether at most one such block may stand. */
  public boolean once() {
    return type.startsWith("one@");
  }

  /** What stands inside, for a block. */
  public SchemaBlock inner() {
    int at = type.indexOf('@');
    return at < 0 ? SchemaBlock.UNKNOWN : provider.struct(digits(at + 1));
  }

  /** The type of the value, for an attribute. */
  public ValueType value() {
    return block() ? new ValueType.Any() : value(type);
  }

  private ValueType value(String text) {
    int open = text.indexOf('(');
    if (open > 0) {
      return new ValueType.Collection(
          text.substring(0, open), value(text.substring(open + 1, text.length() - 1)));
    }
    if (text.startsWith("@")) {
      return new ValueType.Nested(provider.struct(Integer.parseInt(text.substring(1))));
    }
    return text.equals("any") ? new ValueType.Any() : new ValueType.Primitive(text);
  }

  private int digits(int from) {
    int to = from;
    while (to < type.length() && Character.isDigit(type.charAt(to))) {
      to++;
    }
    return Integer.parseInt(type.substring(from, to));
  }
}

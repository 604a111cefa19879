package dev.deployarchitect.syntax.ecmascript;

import dev.deployarchitect.text.Source;
import dev.deployarchitect.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A script as tokens, with comments left out, and the questions facts are asked of. */
public record Script(Source source, List<ScriptToken> tokens) {

  public static Script read(Source source) {
    return new Script(source, List.copyOf(new ScriptLexer(source).lex()));
  }

  /** An import of a module, static, dynamic or by {@code require}. */
  public record Import(String module, Span span) {}

  public List<Import> imports() {
    List<Import> imports = new ArrayList<>();
    for (int i = 1; i < tokens.size(); i++) {
      ScriptToken token = tokens.get(i);
      if (token.kind() != ScriptToken.Kind.STRING) {
        continue;
      }
      ScriptToken before = tokens.get(i - 1);
      boolean call =
          before.is("(")
              && i >= 2
              && (tokens.get(i - 2).is("require") || tokens.get(i - 2).is("import"));
      if (before.is("from") || before.is("import") || call) {
        imports.add(new Import(token.text(), token.span()));
      }
    }
    return imports;
  }

  /** The value token of the first {@code name: value} or {@code name = value}. */
  public Optional<ScriptToken> property(String name) {
    for (int i = 0; i + 2 < tokens.size(); i++) {
      boolean assigned = tokens.get(i + 1).is(":") || tokens.get(i + 1).is("=");
      if (assigned && tokens.get(i).text().equals(name)) {
        return Optional.of(tokens.get(i + 2));
      }
    }
    return Optional.empty();
  }

  /** Where these tokens stand beside each other first. */
  public Optional<Span> find(String... texts) {
    return findAll(texts).findFirst();
  }

  public Stream<Span> findAll(String... texts) {
    List<Span> found = new ArrayList<>();
    for (int i = 0; i + texts.length <= tokens.size(); i++) {
      int k = 0;
      while (k < texts.length && tokens.get(i + k).text().equals(texts[k])) {
        k++;
      }
      if (k == texts.length) {
        found.add(tokens.get(i).span().to(tokens.get(i + k - 1).span()));
      }
    }
    return found.stream();
  }

  /** The first string or template whose text contains {@code part}. */
  public Optional<Span> stringContaining(String part) {
    return tokens.stream()
        .filter(t -> t.kind() == ScriptToken.Kind.STRING || t.kind() == ScriptToken.Kind.TEMPLATE)
        .filter(t -> t.text().contains(part))
        .map(ScriptToken::span)
        .findFirst();
  }

  /** The names read as {@code process.env.NAME} or {@code process.env["NAME"]}. */
  public List<ScriptToken> environment() {
    List<ScriptToken> names = new ArrayList<>();
    for (int i = 0; i + 4 < tokens.size(); i++) {
      if (tokens.get(i).is("process") && tokens.get(i + 2).is("env")) {
        ScriptToken name = tokens.get(i + 4);
        boolean member = tokens.get(i + 3).is(".") && name.kind() == ScriptToken.Kind.NAME;
        boolean index = tokens.get(i + 3).is("[") && name.kind() == ScriptToken.Kind.STRING;
        if (member || index) {
          names.add(name);
        }
      }
    }
    return names;
  }
}

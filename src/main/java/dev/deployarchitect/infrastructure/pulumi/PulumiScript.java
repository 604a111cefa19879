package dev.deployarchitect.infrastructure.pulumi;

import dev.deployarchitect.infrastructure.resource.Resource;
import dev.deployarchitect.infrastructure.resource.ResourceNames;
import dev.deployarchitect.infrastructure.resource.Value;
import dev.deployarchitect.infrastructure.resource.Value.Field;
import dev.deployarchitect.syntax.ecmascript.Script;
import dev.deployarchitect.syntax.ecmascript.ScriptToken;
import dev.deployarchitect.text.Source;
import dev.deployarchitect.text.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds {@code new aws.rds.Instance("name", { … })} in TypeScript. Objects, lists and literals are
 * read; every other expression is computed.
 */
final class PulumiScript {
  private static final int MAX_DEPTH = 60;
  private static final Set<String> ENDS = Set.of(",", "}", "]", ")", ";");
  private static final Set<String> OPENS = Set.of("{", "[", "(");
  private static final Set<String> CLOSES = Set.of("}", "]", ")");

  private final List<ScriptToken> tokens;
  private final ResourceNames names;

  /** What a file calls an imported provider package, such as {@code aws}. */
  private final Map<String, String> packages = new HashMap<>();

  /** Where each bracket closes. */
  private final int[] closes;

  private int at;

  private PulumiScript(Source source, ResourceNames names) {
    this.tokens = Script.read(source).tokens();
    this.closes = closes(tokens);
    this.names = names;
  }

  static List<Resource> read(Source source, ResourceNames names) {
    if (!source.text().contains("@pulumi/")) {
      return List.of();
    }
    PulumiScript script = new PulumiScript(source, names);
    script.imports();
    return script.resources();
  }

  /** {@code import * as aws from "@pulumi/aws"}; {@code const aws = require("@pulumi/aws")}. */
  private void imports() {
    for (int i = 2; i < tokens.size(); i++) {
      ScriptToken module = tokens.get(i);
      if (module.kind() != ScriptToken.Kind.STRING || !module.text().startsWith("@pulumi/")) {
        continue;
      }
      String provider = module.text().substring("@pulumi/".length());
      boolean from = tokens.get(i - 1).is("from");
      int name = from ? i - 2 : i - 4;
      if (name >= 0 && tokens.get(name).kind() == ScriptToken.Kind.NAME) {
        packages.put(tokens.get(name).text(), provider);
      }
    }
  }

  private List<Resource> resources() {
    List<Resource> found = new ArrayList<>();
    for (int i = 0; i + 2 < tokens.size(); i++) {
      if (tokens.get(i).is("new") && packages.containsKey(tokens.get(i + 1).text())) {
        at = i + 1;
        resource(tokens.get(i).span()).ifPresent(found::add);
      }
    }
    return found;
  }

  private Optional<Resource> resource(Span start) {
    StringBuilder type = new StringBuilder(packages.get(tokens.get(at++).text()));
    while (is(".") && at + 1 < tokens.size()) {
      type.append('.').append(tokens.get(at + 1).text());
      at += 2;
    }
    Optional<String> known = names.ofPulumi(type.toString());
    if (known.isEmpty() || !is("(")) {
      return Optional.empty();
    }
    at++;
    Value name = value(0);
    Span head = start.to(name.span()).firstLine();
    Value properties = new Value.Fields(head, List.of());
    if (is(",")) {
      at++;
      properties = value(0);
    }
    return Optional.of(new Resource(known.get(), name.literal().orElse(""), head, properties));
  }

  private boolean is(String symbol) {
    return at < tokens.size() && tokens.get(at).is(symbol);
  }

  private Value value(int depth) {
    int start = at;
    Value read = depth > MAX_DEPTH ? null : literal(depth);
    if (read != null && ends()) {
      return read;
    }
    skip();
    int last = Math.max(start, Math.min(at, tokens.size()) - 1);
    Span first = tokens.get(Math.min(start, tokens.size() - 1)).span();
    return new Value.Computed(first.to(tokens.get(last).span()));
  }

  private Value literal(int depth) {
    if (at + 3 < tokens.size() && writesJson(tokens.get(at + 2))) {
      at += 4;
      Value policy = value(depth + 1);
      at++;
      return policy;
    }
    return is("{") ? object(depth) : is("[") ? list(depth) : scalar();
  }

  /** Of {@code JSON.stringify(} or {@code pulumi.jsonStringify(}. */
  private static boolean writesJson(ScriptToken word) {
    return word.is("stringify") || word.is("jsonStringify");
  }

  private boolean ends() {
    return at >= tokens.size()
        || (tokens.get(at).kind() == ScriptToken.Kind.SYMBOL
            && ENDS.contains(tokens.get(at).text()));
  }

  /** To the comma or bracket that ends this expression. */
  private void skip() {
    while (at < tokens.size()) {
      ScriptToken token = tokens.get(at);
      if (token.kind() == ScriptToken.Kind.SYMBOL && ENDS.contains(token.text())) {
        return;
      }
      // Over what stands in brackets, so that resources in resources cost no more.
      at = closes[at] + 1;
    }
  }

  /** By token: the one that closes a bracket it opens, or itself. */
  private static int[] closes(List<ScriptToken> tokens) {
    int[] closes = new int[tokens.size()];
    int[] open = new int[tokens.size()];
    int depth = 0;
    for (int i = 0; i < tokens.size(); i++) {
      closes[i] = i;
      boolean symbol = tokens.get(i).kind() == ScriptToken.Kind.SYMBOL;
      if (symbol && OPENS.contains(tokens.get(i).text())) {
        open[depth++] = i;
      } else if (symbol && depth > 0 && CLOSES.contains(tokens.get(i).text())) {
        closes[open[--depth]] = i;
      }
    }
    for (int i = 0; i < depth; i++) {
      closes[open[i]] = tokens.size() - 1;
    }
    return closes;
  }

  private Value scalar() {
    if (at >= tokens.size()) {
      return null;
    }
    ScriptToken token = tokens.get(at);
    boolean literal =
        switch (token.kind()) {
          case STRING, NUMBER -> true;
          case NAME -> token.is("true") || token.is("false");
          case TEMPLATE -> !token.text().contains("${");
          case SYMBOL -> false;
        };
    if (!literal) {
      return null;
    }
    at++;
    return new Value.Text(token.span(), token.text());
  }

  private Value list(int depth) {
    Span open = tokens.get(at++).span();
    List<Value> items = new ArrayList<>();
    while (at < tokens.size() && !is("]")) {
      items.add(value(depth + 1));
      if (is(",")) {
        at++;
      } else if (!is("]")) {
        return null;
      }
    }
    Span close = tokens.get(Math.min(at, tokens.size() - 1)).span();
    at++;
    return new Value.Items(open.to(close), List.copyOf(items));
  }

  private Value object(int depth) {
    Span open = tokens.get(at++).span();
    List<Field> fields = new ArrayList<>();
    while (at < tokens.size() && !is("}")) {
      ScriptToken key = tokens.get(at);
      at++;
      if (is(":")) {
        at++;
        fields.add(new Field(name(key.text()), key.span(), value(depth + 1)));
      } else {
        // A shorthand, a spread, a computed key.
        skip();
      }
      if (is(",")) {
        at++;
      } else if (!is("}")) {
        return null;
      }
    }
    Span close = tokens.get(Math.min(at, tokens.size() - 1)).span();
    at++;
    return new Value.Fields(open.to(close), List.copyOf(fields));
  }

  /** Policies keep their words; arguments get Terraform's. */
  private static String name(String key) {
    return key.isEmpty() || Character.isUpperCase(key.charAt(0)) ? key : ResourceNames.snake(key);
  }
}

package dev.deployarchitect.repository.usage;

import dev.deployarchitect.syntax.code.Link;
import dev.deployarchitect.interrupt.Interruption;
import dev.deployarchitect.syntax.code.Bindings;
import dev.deployarchitect.syntax.code.Chain;
import dev.deployarchitect.syntax.code.Definition;
import dev.deployarchitect.syntax.code.EnvironmentRead;
import dev.deployarchitect.syntax.code.Import;
import dev.deployarchitect.syntax.code.Literal;
import dev.deployarchitect.syntax.code.Node;
import dev.deployarchitect.syntax.code.Role;
import dev.deployarchitect.syntax.code.SyntaxTree;
import dev.deployarchitect.text.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Definitions, calls, imports and other uses of a name, each tied to a definition or unsure. */
final class SymbolSearch {
  private final String name;
  private final String owner;
  private final Origins origins;
  private final List<Usage> found = new ArrayList<>();
  private final Set<Span> told = new HashSet<>();

  /** Places that read it as a variable of the environment: the name in them is no second use. */
  private final List<Span> variables = new ArrayList<>();

  private final List<Definition> definitions = new ArrayList<>();

  /** For a name, or {@code Owner.name}. */
  SymbolSearch(String wanted, Modules modules, CodeFiles files) {
    int dot = wanted.lastIndexOf('.');
    this.name = wanted.substring(dot + 1);
    this.owner = dot < 0 ? "" : wanted.substring(wanted.lastIndexOf('.', dot - 1) + 1, dot);
    this.origins = new Origins(modules, files);
  }

  String name() {
    return name;
  }

  List<Usage> found() {
    return found;
  }

  /** Reads the definitions of a file; before {@link #search}, for all files. */
  void define(SyntaxTree tree) {
    for (Definition definition : Definition.of(tree)) {
      if (definition.name().equals(name) && (owner.isEmpty() || owner.equals(definition.owner()))) {
        definitions.add(definition);
        String told =
            definition.kind() + (definition.owner().isEmpty() ? "" : " of " + definition.owner());
        found.add(
            new Usage(
                Usage.Part.DEFINITION,
                definition.span().firstLine(),
                "%s, lines %d-%d%s"
                    .formatted(
                        told,
                        definition.span().line(),
                        definition.span().endLine(),
                        definition.exported() ? ", exported" : "")));
      }
    }
  }

  void search(SyntaxTree tree) {
    Set<String> names = new HashSet<>(Set.of(name));
    List<Import> imports = Import.of(tree);
    for (Import one : imports) {
      one.names().stream()
          .filter(n -> n.there().equals(name) || isDefault(tree, one, n))
          .forEach(n -> names.add(n.here()));
    }
    variables.clear();
    for (EnvironmentRead read : EnvironmentRead.of(tree)) {
      if (read.name().equals(name)) {
        add(Usage.Part.ENVIRONMENT, read.span(), "");
      }
    }
    for (Node node : tree.nodes()) {
      Interruption.check();
      if (node.is(Role.NAME) && names.contains(Literal.name(node.text()))) {
        use(node, imports);
      }
    }
  }

  private boolean isDefault(SyntaxTree tree, Import one, Import.Name taken) {
    return taken.there().equals("default")
        && origins
            .file(tree, one)
            .filter(f -> definitions.stream().anyMatch(d -> d.span().path().equals(f)))
            .isPresent();
  }

  private void use(Node node, List<Import> imports) {
    Optional<Import> around =
        imports.stream()
            .filter(i -> i.span().start() <= node.start() && node.end() <= i.span().end())
            .findFirst();
    if (around.isPresent()) {
      imported(node, around.get());
      return;
    }
    boolean key =
        node.parent()
            .filter(p -> p.is(Role.PAIR) && p.part(Role.PAIR, 0).filter(node::equals).isPresent())
            .isPresent();
    if (isDefined(node) || key) {
      return;
    }
    if (Bindings.of(node).filter(b -> b.place().equals(node)).isPresent()) {
      return;
    }
    Usage.Part part = isCalled(node) ? Usage.Part.CALL : Usage.Part.REFERENCE;
    Optional<String> doubt = doubt(node, imports);
    if (doubt.isPresent()) {
      add(
          Usage.Part.UNSURE,
          node.span(),
          Literal.line(node.span(), 70) + "  [" + doubt.get() + "]");
    } else {
      add(part, node.span(), "");
    }
  }

  private void imported(Node node, Import around) {
    boolean alias =
        !node.text().equals(name) && around.names().stream().anyMatch(n -> n.there().equals(name));
    if (alias) {
      return;
    }
    Optional<String> from = origins.file(node.tree(), around);
    boolean other =
        from.isPresent() && !definitions.isEmpty() && !origins.reaches(from.get(), name, files());
    String text = Literal.line(node.span(), 100);
    boolean outside = from.isEmpty() && !definitions.isEmpty() && node.tree().language().isScript();
    if (outside) {
      add(Usage.Part.UNSURE, node.span(), text + "  [a package, or not found]");
    } else if (other) {
      add(
          Usage.Part.UNSURE,
          node.span(),
          text + "  [imported from %s, which does not define it]".formatted(from.get()));
    } else {
      add(around.passedOn() ? Usage.Part.RE_EXPORT : Usage.Part.IMPORT, node.span(), text);
    }
  }

  private Set<String> files() {
    Set<String> paths = new HashSet<>();
    definitions.forEach(d -> paths.add(d.span().path()));
    return paths;
  }

  /** Whether the place is the definition itself. */
  private boolean isDefined(Node node) {
    return definitions.stream()
        .anyMatch(d ->
            d.span().source() == node.tree().source()
                && d.span().start() <= node.start()
                && node.end() <= d.span().end()
                && (node.field().equals("name") || node.field().equals("left"))
                && !isMember(node)
                && node.span().line() <= d.span().line() + 8
                && Literal.name(node.text()).equals(d.name())
                && node.parent().filter(p -> p.span().equals(d.span())).isPresent());
  }

  private static boolean isMember(Node node) {
    return node.parent()
        .filter(p -> p.is(Role.MEMBER) || p.is(Role.METHOD_CALL))
        .filter(p -> Chain.of(p).last().place().equals(node))
        .filter(p -> Chain.of(p).links().size() > 1)
        .isPresent();
  }

  private static boolean isCalled(Node node) {
    if (node.parent().filter(p -> p.kind().startsWith("jsx_")).isPresent()) {
      return true;
    }
    return node.upwards(4).stream()
        .skip(1)
        .filter(n -> Chain.isCall(n) || n.is(Role.MARK))
        .anyMatch(n -> n.is(Role.MARK) || Chain.of(n).last().place().equals(node));
  }

  /** Why a use may mean something else; empty where it does not. */
  private Optional<String> doubt(Node node, List<Import> imports) {
    if (isMember(node)) {
      return doubtOfMember(node, imports);
    }
    Optional<Bindings.Binding> bound = Bindings.of(node);
    String path = node.tree().source().path();
    boolean own = files().contains(path);
    if (bound.isPresent() && (bound.get().scope().index() != 0 || !own)) {
      return Optional.of("bound at line %d".formatted(bound.get().place().span().line()));
    }
    boolean comes =
        imports.stream()
            .flatMap(i -> i.names().stream())
            .anyMatch(n -> n.here().equals(node.text()));
    if (own || comes || definitions.isEmpty()) {
      return comes ? origins.elsewhere(node, imports, name, files()) : Optional.empty();
    }
    return node.tree().language().isScript() || definitions.size() > 1
        ? Optional.of(
            node.tree().language().isScript()
                ? "neither imported nor defined in this file"
                : "one of %d definitions".formatted(definitions.size()))
        : Optional.empty();
  }

  private Optional<String> doubtOfMember(Node node, List<Import> imports) {
    Chain chain = Chain.of(node.parent().get());
    String on = chain.owner().map(Link::name).orElse("?");
    boolean namespace =
        imports.stream()
            .anyMatch(i ->
                i.names().stream().anyMatch(n -> n.here().equals(on))
                    && origins
                        .file(node.tree(), i)
                        .filter(f -> origins.reaches(f, name, files()))
                        .isPresent());
    if (namespace || (!owner.isEmpty() && on.equalsIgnoreCase(owner))) {
      return Optional.empty();
    }
    if (on.matches("this|self|super") && files().contains(node.tree().source().path())) {
      return Optional.empty();
    }
    boolean onlyMethods =
        definitions.stream().allMatch(d -> d.kind().equals("method") || !d.owner().isEmpty());
    if (owner.isEmpty() && definitions.size() == 1 && onlyMethods) {
      return Optional.empty();
    }
    boolean go = node.tree().language().name().equals("go") && definitions.size() == 1;
    return go || definitions.isEmpty() ? Optional.empty() : Optional.of("on `%s`".formatted(on));
  }

  private void add(Usage.Part part, Span span, String note) {
    boolean covered =
        variables.stream()
            .anyMatch(v ->
                v.source() == span.source() && v.start() <= span.start() && span.end() <= v.end());
    if (part == Usage.Part.ENVIRONMENT) {
      variables.add(span);
    }
    if (!covered && told.add(span)) {
      found.add(new Usage(part, span, note));
    }
  }
}

package dev.deployarchitect.repository.usage;

import dev.deployarchitect.syntax.code.Import;
import dev.deployarchitect.syntax.code.Node;
import dev.deployarchitect.syntax.code.SyntaxTree;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where an imported name comes from, through files that export it again. */
final class Origins {
  private static final int FILES = 50;

  private final Modules modules;
  private final CodeFiles files;

  Origins(Modules modules, CodeFiles files) {
    this.modules = modules;
    this.files = files;
  }

  /** The file of this repository that an import means. */
  Optional<String> file(SyntaxTree tree, Import one) {
    return modules.resolve(tree.source().path(), one.module());
  }

  /** Whether a file is one of {@code goals}, or exports the name from one of them. */
  boolean reaches(String from, String name, Set<String> goals) {
    Set<String> seen = new HashSet<>(Set.of(from));
    Deque<String> open = new ArrayDeque<>(seen);
    while (!open.isEmpty() && seen.size() < FILES) {
      String path = open.pop();
      if (goals.contains(path)) {
        return true;
      }
      files
          .workspace()
          .source(path)
          .filter(s -> s.text().contains("export") || path.endsWith("__init__.py"))
          .flatMap(files::tree)
          .ifPresent(tree ->
              Import.of(tree).stream()
                  .filter(
                      i -> i.passedOn() || i.names().stream().anyMatch(n -> n.here().equals(name)))
                  .filter(i ->
                      i.names().isEmpty()
                          || i.names().stream()
                              .anyMatch(n -> n.here().equals(name) || n.there().equals("*")))
                  .flatMap(i -> file(tree, i).stream())
                  .filter(seen::add)
                  .forEach(open::add));
    }
    return false;
  }

  /** Why an imported name is another one's, or empty where it is the one looked for. */
  Optional<String> elsewhere(Node node, List<Import> imports, String name, Set<String> goals) {
    Optional<Import> one =
        imports.stream()
            .filter(i -> i.names().stream().anyMatch(n -> n.here().equals(node.text())))
            .findFirst();
    if (one.isEmpty() || goals.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> from = file(node.tree(), one.get());
    if (from.isPresent()) {
      return reaches(from.get(), name, goals)
          ? Optional.empty()
          : Optional.of("from " + from.get());
    }
    String found = modules.isOwn(one.get().module()) ? ", not found" : "";
    return node.tree().language().isScript()
        ? Optional.of("from '%s'%s".formatted(one.get().module(), found))
        : Optional.empty();
  }
}

package dev.deployarchitect.repository.usage;

import dev.deployarchitect.interrupt.Interruption;
import dev.deployarchitect.syntax.code.Language;
import dev.deployarchitect.syntax.code.Literal;
import dev.deployarchitect.syntax.code.Node;
import dev.deployarchitect.syntax.code.Role;
import dev.deployarchitect.syntax.code.Route;
import dev.deployarchitect.syntax.code.Routes;
import dev.deployarchitect.syntax.code.SyntaxTree;
import dev.deployarchitect.text.Source;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * All usages of what a name means: a field of a model, a variable of the environment, a route, a
 * symbol.
 */
final class UsageSearch {
  private static final Pattern VARIABLE = Pattern.compile("[A-Z][A-Z0-9]*(_[A-Z0-9]+)+|[A-Z]{3,}");

  private final CodeFiles files;

  UsageSearch(CodeFiles files) {
    this.files = files;
  }

  List<Usage> of(String name) {
    if (files.unavailable().isPresent()) {
      return text(name);
    }
    if (name.startsWith("/")) {
      return route(name);
    }
    if (VARIABLE.matcher(name).matches()) {
      List<Usage> found = symbol(name);
      found.addAll(settings(name));
      return found;
    }
    Model model = Model.of(name, files);
    boolean field = !model.field().isEmpty();
    boolean known = model.isPrisma() && (!field || !model.places().isEmpty());
    model.unknown().ifPresent(files::note);
    if (known || (field && Character.isLetter(name.charAt(0)))) {
      List<Usage> found = model(model);
      boolean data =
          known
              || found.stream()
                  .anyMatch(u ->
                      (u.part() == Usage.Part.WRITER && u.note().contains("it"))
                          || u.part() == Usage.Part.DEFINITION
                          || u.part() == Usage.Part.SQL);
      if (data && (known || isField(model, found))) {
        return found;
      }
    }
    return symbol(name);
  }

  /** A method of a class is no field: its definition is no declaration of a value. */
  private static boolean isField(Model model, List<Usage> found) {
    return found.stream()
        .filter(u -> u.part() == Usage.Part.DEFINITION)
        .noneMatch(u ->
            u.span()
                .source()
                .lineText(u.span().line())
                .matches(".*\\b" + Pattern.quote(model.field()) + "\\s*(<.*>)?\\(.*"));
  }

  private List<Usage> model(Model model) {
    ModelSearch search = new ModelSearch(model);
    SqlSearch sql = new SqlSearch(model);
    List<Usage> found = new ArrayList<>();
    model.places().forEach(p -> found.add(new Usage(Usage.Part.DEFINITION, p, "")));
    Prefilter prefilter = new Prefilter(model);
    for (Source source : files.code(t -> true)) {
      if (!prefilter.test(source.text())) {
        found.addAll(prefilter.named(source));
        continue;
      }
      files
          .tree(source)
          .ifPresent(tree ->
              files.within(
                  tree,
                  () -> {
                    search.search(tree);
                    found.addAll(sql.strings(tree));
                  }));
    }
    found.addAll(search.found());
    for (String path : files.paths(p -> p.endsWith(".sql"))) {
      Interruption.check();
      files.workspace().source(path).ifPresent(s -> found.addAll(sql.script(s)));
    }
    return found;
  }

  private List<Usage> symbol(String name) {
    SymbolSearch search = new SymbolSearch(name, new Modules(files.workspace()), files);
    List<SyntaxTree> trees =
        files.code(t -> t.contains(search.name())).stream()
            .flatMap(s -> files.tree(s).stream())
            .toList();
    trees.forEach(tree -> files.within(tree, () -> search.define(tree)));
    trees.forEach(tree -> files.within(tree, () -> search.search(tree)));
    List<Usage> found = new ArrayList<>(search.found());
    for (String path : files.paths(p -> p.endsWith(".prisma"))) {
      files
          .workspace()
          .source(path)
          .ifPresent(s -> found.addAll(TextSearch.lines(s, name, Usage.Part.SETTING)));
    }
    return found;
  }

  private List<Usage> settings(String name) {
    List<Usage> found = new ArrayList<>();
    for (String path : files.paths(TextSearch::isSetting)) {
      Interruption.check();
      files
          .workspace()
          .source(path)
          .filter(s -> s.text().contains(name))
          .ifPresent(s -> found.addAll(TextSearch.lines(s, name, Usage.Part.SETTING)));
    }
    return found;
  }

  /** Routes that match a path, and texts that name it. */
  private List<Usage> route(String path) {
    // A route's file has its longest word, in its path or its text; parameters are others there.
    String last =
        Stream.of(path.split("/")).max(Comparator.comparingInt(String::length)).orElse("");
    List<Usage> found = new ArrayList<>();
    for (String at : files.paths(p -> true)) {
      Interruption.check();
      Optional<Source> source =
          files.workspace().source(at).filter(s -> at.contains(last) || s.text().contains(last));
      if (source.isPresent() && Language.of(at).isPresent()) {
        files
            .tree(source.get())
            .ifPresent(tree -> files.within(tree, () -> route(tree, path, found)));
      } else if (source.isPresent() && TextSearch.isSetting(at)) {
        found.addAll(TextSearch.lines(source.get(), path, Usage.Part.SETTING));
      }
    }
    return found;
  }

  private static void route(SyntaxTree tree, String path, List<Usage> found) {
    Set<Integer> lines = new HashSet<>();
    for (Route route : Routes.of(tree)) {
      if (matches(route.path(), path)) {
        lines.add(route.span().line());
        found.add(
            new Usage(
                Usage.Part.ROUTE, route.span().firstLine(), route.method() + " " + route.path()));
      }
    }
    for (Node node : tree.nodes()) {
      boolean named =
          node.is(Role.STRING)
              && Literal.of(node).filter(t -> t.contains(path)).isPresent()
              && lines.add(node.span().line());
      if (named) {
        found.add(new Usage(Usage.Part.REFERENCE, node.span(), ""));
      }
    }
  }

  /** Whether a declared path serves one that is asked for; a parameter takes any one part. */
  static boolean matches(String declared, String path) {
    String[] a =
        declared
            .replaceAll("^[A-Z]+ ", "")
            .replaceAll("^\\^|\\$$", "")
            .replaceAll("/$", "")
            .split("/");
    String[] b = path.replaceAll("/$", "").split("/");
    if (a.length < b.length || a.length > b.length) {
      return declared.endsWith(path);
    }
    for (int i = 0; i < a.length; i++) {
      boolean parameter = a[i].matches("[:\\[{<].*|\\(.*");
      if (!parameter && !a[i].equals(b[i])) {
        return declared.endsWith(path);
      }
    }
    return true;
  }

  /** Where nothing can be parsed: lines that hold the name. */
  private List<Usage> text(String name) {
    String word = name.substring(name.lastIndexOf('.') + 1);
    List<Usage> found = new ArrayList<>();
    for (Source source : files.code(t -> t.contains(word))) {
      found.addAll(TextSearch.lines(source, word, Usage.Part.UNSURE));
    }
    return found;
  }
}

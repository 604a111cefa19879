package dev.deployarchitect.repository.usage;

import dev.deployarchitect.syntax.code.Chain;
import dev.deployarchitect.syntax.code.Node;
import dev.deployarchitect.syntax.code.Role;
import dev.deployarchitect.syntax.code.Setting;
import dev.deployarchitect.syntax.code.SyntaxTree;
import dev.deployarchitect.syntax.code.Verdict;
import dev.deployarchitect.text.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who writes and reads a model, and whether a writer sets the field that is asked about. */
final class ModelSearch {
  private final Model model;
  private final Setting setting;
  private final List<Usage> found = new ArrayList<>();
  private final Set<Span> told = new HashSet<>();

  ModelSearch(Model model) {
    this.model = model;
    this.setting = new Setting(model.field(), FieldNames::same);
  }

  List<Usage> found() {
    return found;
  }

  void search(SyntaxTree tree) {
    new FieldSearch(model, this::add).search(tree);
    for (Node node : tree.nodes()) {
      if (Chain.isCall(node)) {
        call(node);
      }
    }
  }

  private void call(Node node) {
    Chain chain = Chain.of(node);
    Optional<DataAccess> prisma = model.isPrisma() ? DataAccess.prisma(chain) : Optional.empty();
    if (prisma.isPresent()) {
      model
          .byDelegate(chain.owner().get().name())
          .ifPresent(on -> prisma(prisma.get(), on, chain, node));
      return;
    }
    DataAccess.of(chain, model.name())
        .or(() -> DataAccess.of(chain, model.tables().iterator().next()))
        .ifPresent(access -> access(access, chain, node));
  }

  private void prisma(DataAccess access, String on, Chain chain, Node node) {
    Span place = chain.last().place().span();
    PrismaCall call = new PrismaCall(model);
    access.values().forEach(v -> call.data(on, v));
    String operation = chain.owner().get().name() + "." + access.operation();
    if (on.equals(model.name())) {
      if (access.kind().equals("write")) {
        write(place, operation, access.values());
      } else if (access.kind().equals("delete")) {
        add(Usage.Part.DELETE, place, operation);
      }
    }
    for (PrismaCall.Write nested : call.writes()) {
      write(nested.values().span(), nested.through() + " (nested)", List.of(nested.values()));
    }
    boolean rows = access.kind().equals("read") && access.operation().startsWith("find");
    call.arguments(on, chain.last().argument(0), node, rows);
    for (PrismaCall.Read read : call.reads()) {
      boolean all = read.by().equals("*");
      // The call's own line, where it is a call: its first line may be that of `const x = await`.
      Span span = read.place().equals(node) ? place : read.place().span();
      add(
          all ? Usage.Part.READS_ALL : Usage.Part.READER,
          span,
          operation + (all ? "" : " (" + read.by() + ")"));
    }
  }

  private void access(DataAccess access, Chain chain, Node node) {
    Span place = chain.last().place().span();
    String operation = brief(chain);
    switch (access.kind()) {
      case "write" -> write(place, operation, access.values());
      case "delete" -> add(Usage.Part.DELETE, place, operation);
      default -> read(chain, node, place, operation);
    }
  }

  private static String brief(Chain chain) {
    String names = chain.names().replaceAll("^(this|self)\\.", "");
    return chain.made()
        ? "new " + names
        : names.length() > 50 ? "…" + names.substring(names.length() - 49) : names;
  }

  private void read(Chain chain, Node node, Span place, String operation) {
    boolean names =
        !model.field().isEmpty()
            && node.descendants().stream()
                .anyMatch(n ->
                    (n.is(Role.NAME) || n.is(Role.STRING))
                        && model.isColumn(n.text().replaceAll("^[:'\"-]+|['\":]+$", "")));
    boolean inner = node.parent().filter(p -> p.is(Role.MEMBER)).isPresent();
    if (names) {
      add(Usage.Part.READER, place, operation);
    } else if (!inner) {
      add(Usage.Part.READS_ALL, chain.last().place().span(), operation);
    }
  }

  private void write(Span place, String operation, List<Node> values) {
    if (model.field().isEmpty()) {
      add(Usage.Part.WRITER, place, operation);
      return;
    }
    List<String> answers = new ArrayList<>();
    if (values.isEmpty()) {
      answers.add("CANNOT be told: no values are written here");
    }
    for (Node value : values) {
      Verdict verdict = setting.in(value);
      String which = values.size() > 1 ? value.field().isEmpty() ? "" : key(value) : "";
      answers.add(which + verdict.words());
    }
    add(Usage.Part.WRITER, place, "%s: %s".formatted(operation, String.join("; ", answers)));
  }

  /** The key that a value is under, such as {@code update}. */
  private static String key(Node value) {
    return value.parent().flatMap(p -> p.part(Role.PAIR, 0)).map(k -> k.text() + " ").orElse("");
  }

  private void add(Usage.Part part, Span span, String note) {
    if (told.add(span)) {
      found.add(new Usage(part, span, note));
    }
  }
}

package dev.deployarchitect.syntax.hcl;

import dev.deployarchitect.syntax.hcl.HclExpression.Call;
import dev.deployarchitect.syntax.hcl.HclExpression.Control;
import dev.deployarchitect.syntax.hcl.HclExpression.For;
import dev.deployarchitect.syntax.hcl.HclExpression.Index;
import dev.deployarchitect.syntax.hcl.HclExpression.Inserted;
import dev.deployarchitect.syntax.hcl.HclExpression.Mapping;
import dev.deployarchitect.syntax.hcl.HclExpression.Member;
import dev.deployarchitect.syntax.hcl.HclExpression.Name;
import dev.deployarchitect.syntax.hcl.HclExpression.Splat;
import dev.deployarchitect.syntax.hcl.HclExpression.Template;
import dev.deployarchitect.syntax.hcl.HclExpression.Text;
import dev.deployarchitect.text.Span;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A traversal such as {@code aws_db_instance.main[0].arn}: its root and the steps from there. */
public record HclReference(Span span, List<Step> steps) {

  /** One step. */
  public sealed interface Step {}

  /** {@code .name}; the root too. */
  public record Named(String name) implements Step {}

  /** {@code [key]}; the key where it is a literal, else an empty text. */
  public record Indexed(String key) implements Step {}

  /** {@code [*]} or {@code .*}. */
  public record All() implements Step {}

  /** The names alone, indexes left out: {@code aws_db_instance}, {@code main}, {@code arn}. */
  public List<String> parts() {
    return steps.stream().filter(Named.class::isInstance).map(s -> ((Named) s).name()).toList();
  }

  public String root() {
    return ((Named) steps.getFirst()).name();
  }

  static List<HclReference> in(HclExpression expression) {
    List<HclReference> found = new ArrayList<>();
    collect(expression, Set.of(), found);
    return found;
  }

  private static void collect(HclExpression e, Set<String> bound, List<HclReference> found) {
    switch (e) {
      case Name _, Member _, Index _, Splat _ -> traversal(e, bound, found);
      case Mapping mapping ->
          mapping
              .items()
              .forEach(item -> {
                if (!(item.key() instanceof Name)) {
                  collect(item.key(), bound, found);
                }
                collect(item.value(), bound, found);
              });
      case For loop -> {
        collect(loop.collection(), bound, found);
        Set<String> inner = with(bound, loop.names());
        loop.key().ifPresent(k -> collect(k, inner, found));
        collect(loop.value(), inner, found);
        loop.condition().ifPresent(c -> collect(c, inner, found));
      }
      case Template template -> template(template, bound, found);
      case Call call -> call.arguments().forEach(a -> collect(a, bound, found));
      default -> e.children().forEach(c -> collect(c, bound, found));
    }
  }

  private static void template(Template template, Set<String> bound, List<HclReference> found) {
    Deque<Set<String>> scopes = new ArrayDeque<>(List.of(bound));
    for (HclExpression.Part part : template.parts()) {
      switch (part) {
        case Text _ -> {}
        case Inserted inserted -> collect(inserted.value(), scopes.peek(), found);
        case Control control -> {
          control.value().ifPresent(v -> collect(v, scopes.peek(), found));
          if (control.keyword().equals("for")) {
            scopes.push(with(scopes.peek(), control.names()));
          } else if (control.keyword().equals("endfor") && scopes.size() > 1) {
            scopes.pop();
          }
        }
      }
    }
  }

  private static Set<String> with(Set<String> bound, Collection<String> names) {
    Set<String> all = new HashSet<>(bound);
    all.addAll(names);
    return all;
  }

  /** Walks down to the root; what stands in brackets on the way is collected for itself. */
  private static void traversal(HclExpression e, Set<String> bound, List<HclReference> found) {
    Deque<Step> steps = new ArrayDeque<>();
    HclExpression at = e;
    while (true) {
      switch (at) {
        case Member member -> {
          steps.push(new Named(member.name()));
          at = member.target();
        }
        case Index index -> {
          steps.push(new Indexed(index.key().literal().orElse("")));
          collect(index.key(), bound, found);
          at = index.target();
        }
        case Splat splat -> {
          steps.push(new All());
          at = splat.target();
        }
        case Name name -> {
          steps.push(new Named(name.name()));
          if (!bound.contains(name.name())) {
            found.add(new HclReference(e.span(), List.copyOf(steps)));
          }
          return;
        }
        default -> {
          collect(at, bound, found);
          return;
        }
      }
    }
  }
}

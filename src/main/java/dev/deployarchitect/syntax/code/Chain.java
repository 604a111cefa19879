package dev.deployarchitect.syntax.code;

import dev.deployarchitect.interrupt.Interruption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What is written with dots: {@code prisma.user.create({…})}, {@code User::where(…)->update([…])},
 * {@code os.environ["X"]}. Links from left to right.
 *
 * @param made whether it begins with the making of an object
 */
public record Chain(Node node, List<Link> links, boolean made) {
  private static final int MOST = 60;

  public Link last() {
    return links.getLast();
  }

  public Link first() {
    return links.getFirst();
  }

  /** The link before the last one. */
  public Optional<Link> owner() {
    return links.size() < 2 ? Optional.empty() : Optional.of(links.get(links.size() - 2));
  }

  /** The names with dots, such as {@code process.env.PORT}. */
  public String names() {
    return links.stream().map(Link::name).collect(Collectors.joining("."));
  }

  /** Whether a node is a call or the making of an object. */
  public static boolean isCall(Node node) {
    return node.is(Role.CALL) || node.is(Role.METHOD_CALL) || node.is(Role.NEW);
  }

  /** Reads a call, member, index or name; what is none of them is a chain of one link {@code ?}. */
  public static Chain of(Node node) {
    Interruption.check();
    List<Link> links = new ArrayList<>();
    boolean made = false;
    Optional<Node> at = Optional.of(node);
    Optional<Node> arguments = Optional.empty();
    while (at.isPresent() && links.size() < MOST) {
      Node now = Value.inner(at.get());
      if (now.is(Role.CALL)) {
        arguments = now.part(Role.CALL, 1).or(() -> Optional.of(now));
        at = now.part(Role.CALL, 0);
      } else if (now.is(Role.METHOD_CALL)) {
        Optional<Node> name = now.part(Role.METHOD_CALL, 1);
        links.add(link(name.orElse(now), now.part(Role.METHOD_CALL, 2)));
        at = now.part(Role.METHOD_CALL, 0);
        arguments = Optional.empty();
      } else if (now.is(Role.NEW)) {
        Node type = now.part(Role.NEW, 0).orElse(now);
        links.add(
            new Link(simple(type.text()), type, now.part(Role.NEW, 1), now.part(Role.NEW, 2)));
        made = true;
        at = Optional.empty();
      } else if (now.is(Role.MEMBER)) {
        links.add(link(now.part(Role.MEMBER, 1).orElse(now), arguments));
        at = now.part(Role.MEMBER, 0);
        arguments = Optional.empty();
      } else if (now.is(Role.INDEX)) {
        Node index = now.part(Role.INDEX, 1).map(Chain::single).orElse(now);
        links.add(new Link(Literal.of(index).orElse("[]"), index, arguments, Optional.empty()));
        at = now.part(Role.INDEX, 0);
        arguments = Optional.empty();
      } else {
        boolean plain =
            now.is(Role.NAME)
                || (now.end() - now.start() <= 80 && now.text().matches("[\\w.@$\\\\:]+"));
        links.add(plain ? link(now, arguments) : new Link("?", now, arguments, Optional.empty()));
        at = Optional.empty();
      }
    }
    Collections.reverse(links);
    return new Chain(node, List.copyOf(links), made);
  }

  private static Node single(Node index) {
    List<Node> children = index.children();
    return index.is(Role.STRING) || children.size() != 1 ? index : Value.inner(children.getFirst());
  }

  private static Link link(Node name, Optional<Node> arguments) {
    return new Link(simple(name.text()), name, arguments, Optional.empty());
  }

  /** Without sigils, generic parameters and the namespace before it. */
  private static String simple(String text) {
    int generic = text.indexOf('<');
    String plain = Literal.name(generic > 0 ? text.substring(0, generic) : text);
    return plain.substring(plain.lastIndexOf('\\') + 1);
  }
}

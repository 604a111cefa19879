package dev.deployarchitect.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.delivery.Delivered;
import dev.deployarchitect.interrupt.Interruption;
import dev.deployarchitect.interrupt.Places;
import dev.deployarchitect.workspace.WorkspaceException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All tools. Every front calls through here: arguments are bound, faults of ours become a sentence,
 * and secrets are replaced in what comes back. A call is stopped by an interrupt of its thread: it
 * ends within a second, with all processes and connections it has opened. Calls compute at most on
 * all cores but one at once; that thread should be no virtual one ({@link Places}).
 */
public final class Toolbox {
  private static final Logger LOG = LoggerFactory.getLogger(Toolbox.class);

  private final List<Tool<?>> tools;
  private final Places places;

  public Toolbox(List<Tool<?>> tools) {
    this(tools, Places.ofThisMachine());
  }

  private Toolbox(List<Tool<?>> tools, Places places) {
    this.places = places;
    long names = tools.stream().map(Tool::name).distinct().count();
    if (names != tools.size()) {
      throw new IllegalArgumentException("two tools have one name");
    }
    this.tools = tools.stream().sorted(Comparator.comparing(Tool::name)).toList();
  }

  /** The same with one tool more; calls of both compute in the same places. */
  public Toolbox with(Tool<?> more) {
    return new Toolbox(Stream.concat(tools.stream(), Stream.of(more)).toList(), places);
  }

  /** By name, so that the list a model reads never changes its order. */
  public List<Tool<?>> tools() {
    return tools;
  }

  public Optional<Tool<?>> find(String name) {
    return tools.stream().filter(t -> t.name().equals(name)).<Tool<?>>map(t -> t).findFirst();
  }

  /** What comes back may leave this machine: no file that holds a secret is among its files. */
  public ToolResult call(String name, JsonNode arguments, ToolContext context) {
    return call(name, arguments, context, Scrub.result(context.secrets()));
  }

  /**
   * For files that are written on this machine and go nowhere else: one that holds a secret is
   * among them where the workspace's own file holds it already. Texts are as in {@link #call}.
   */
  public ToolResult callHere(String name, JsonNode arguments, ToolContext context) {
    return call(name, arguments, context, Scrub.resultHere(context));
  }

  private ToolResult call(
      String name, JsonNode arguments, ToolContext context, UnaryOperator<ToolResult> scrub) {
    Optional<Tool<?>> tool = find(name);
    if (tool.isEmpty()) {
      return new ToolResult.Retry(
          "There is no tool %s. The tools are: %s."
              .formatted(name, String.join(", ", tools.stream().map(Tool::name).toList())));
    }
    try {
      return places.compute(
          () ->
              context.progress("Waiting for other calls to end: a core is kept free for answers."),
          () -> {
            ToolResult result = run(tool.get(), arguments, context);
            // What a stopped tool gives is part of a result at most.
            Interruption.check();
            Optional<Proposals.Proposal> proposal = proposed(tool.get(), result, context);
            ToolResult shown = guarded(scrub.apply(result), tool.get(), arguments);
            return proposal.map(p -> named(shown, p)).orElse(shown);
          });
    } catch (CancellationException e) {
      return new ToolResult.Failed(name + " was stopped.");
    }
  }

  /** What a tool hands over in a conversation is not delivered until it is taken. */
  private static Optional<Proposals.Proposal> proposed(
      Tool<?> tool, ToolResult result, ToolContext context) {
    if (!(result instanceof ToolResult.Done done) || !context.isDrafting()) {
      return Optional.empty();
    }
    List<Delivered> other =
        done.files().stream().filter(f -> !isThere(f.artifact(), context)).toList();
    return other.isEmpty()
        ? Optional.empty()
        : Optional.of(context.proposals().add(tool.name(), other));
  }

  /** A file that was only looked at is no proposal. */
  private static boolean isThere(Artifact file, ToolContext context) {
    return context
        .workspace()
        .source(file.path())
        .filter(source -> source.text().equals(file.content()))
        .isPresent();
  }

  private static ToolResult named(ToolResult result, Proposals.Proposal proposal) {
    if (!(result instanceof ToolResult.Done done)) {
      return result;
    }
    ObjectNode data = done.data().deepCopy().put("proposal", proposal.name());
    return done.withData(data)
        .withText(
            done.text()
                + "%nNothing of this is delivered yet: take_files with proposal %s takes it into the draft, all or what you include.%n"
                    .formatted(proposal.name()));
  }

  /** A form for machines is whole or it is broken. */
  private static ToolResult guarded(ToolResult result, Tool<?> tool, JsonNode arguments) {
    return arguments.hasNonNull("format")
        ? result
        : result.withText(Tier.guard(result.text(), tool));
  }

  private static <I extends Record> ToolResult run(
      Tool<I> tool, JsonNode arguments, ToolContext context) {
    return switch (InputBinder.bind(arguments, tool)) {
      case InputBinder.Bound.Hint<I>(String text) -> new ToolResult.Retry(text);
      case InputBinder.Bound.Input<I>(I input) -> {
        try {
          ToolResult result = tool.function().call(input, context);
          yield tool.delivers() && result instanceof ToolResult.Done done
              ? DeliveryPart.of(arguments).show(done, context.workspace())
              : result;
        } catch (WorkspaceException e) {
          yield new ToolResult.Refused(e.getMessage());
        } catch (CancellationException e) {
          throw e;
        } catch (RuntimeException | StackOverflowError e) {
          // What an interrupt broke is no fault.
          Interruption.check();
          // The message may quote the repository or show our inside: the log alone gets it.
          LOG.error("tool {} failed", tool.name(), e);
          yield new ToolResult.Failed(
              "%s failed on an error of its own; the server's log says more. Go on without it."
                  .formatted(tool.name()));
        }
      }
    };
  }
}

package dev.deployarchitect.syntax.code;

import dev.deployarchitect.interrupt.Interruption;
import dev.deployarchitect.text.Source;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.treesitter.TSInputEncoding;
import org.treesitter.TSNode;
import org.treesitter.TSParser;
import org.treesitter.TSTree;
import org.treesitter.TSTreeCursor;

/**
 * Parses application code with tree-sitter. The native tree is copied and freed before the call
 * returns. Never throws on text. Thread-safe.
 */
public final class CodeParser {
  /** What a file of 1 MiB has: what takes longer is made to. */
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private static final int CHUNK = 1 << 16;

  private final Grammars grammars = new Grammars();

  /** Why nothing can be parsed on this machine, or empty. */
  public Optional<String> unavailable() {
    return grammars.unavailable();
  }

  /**
   * Parses a file whose extension names a language.
   *
   * @throws java.util.concurrent.CancellationException when the thread is interrupted
   */
  public Parsed parse(Source source) {
    Optional<Language> language = Language.of(source.path());
    if (language.isEmpty()) {
      return new Parsed.None("%s is in no language that is parsed.".formatted(source.path()));
    }
    Optional<Grammars.Grammar> grammar = grammars.of(language.get());
    if (grammar.isEmpty()) {
      return new Parsed.None(unavailable().orElse("The grammar could not be loaded."));
    }
    try (TSParser parser = new TSParser()) {
      parser.setLanguage(grammar.get().language());
      long end = System.nanoTime() + LIMIT.toNanos();
      TSTree tree = parse(parser, source.text(), end);
      Interruption.check();
      if (tree == null) {
        return slow(source);
      }
      try (tree) {
        return copy(tree, source, language.get(), grammar.get(), end)
            .<Parsed>map(Parsed.Tree::new)
            .orElseGet(() -> slow(source));
      }
    }
  }

  private static Parsed slow(Source source) {
    return new Parsed.None(
        "%s took longer than %d s to parse.".formatted(source.path(), LIMIT.toSeconds()));
  }

  private static TSTree parse(TSParser parser, String text, long end) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_16LE);
    byte[] buffer = new byte[CHUNK];
    return parser.parseWithOptions(
        buffer,
        null,
        (into, offset, position) -> {
          int count = Math.clamp(bytes.length - (long) offset, 0, into.length);
          System.arraycopy(bytes, Math.min(offset, bytes.length), into, 0, count);
          return count;
        },
        TSInputEncoding.TSInputEncodingUTF16LE,
        state -> Thread.currentThread().isInterrupted() || System.nanoTime() - end > 0);
  }

  /** With a cursor, not by recursion: a file may nest as deep as it is long. */
  private static Optional<SyntaxTree> copy(
      TSTree tree, Source source, Language language, Grammars.Grammar grammar, long end) {
    TreeBuilder builder = new TreeBuilder(grammar.names());
    TSNode root = tree.getRootNode();
    boolean broken = root.hasError();
    try (TSTreeCursor cursor = new TSTreeCursor(root)) {
      int depth = 0;
      // The builder's index of each open node, or of the one around it where it was left out.
      int[] open = new int[64];
      boolean more = true;
      for (int steps = 0; more; steps++) {
        if (steps % 1024 == 0) {
          Interruption.check();
          if (System.nanoTime() - end > 0) {
            return Optional.empty();
          }
        }
        if (depth + 1 >= open.length) {
          open = Arrays.copyOf(open, open.length * 2);
        }
        int parent = depth == 0 ? -1 : open[depth - 1];
        TSNode node = cursor.currentNode();
        int kind = builder.kind(NativeNode.symbol(node));
        boolean named = grammar.names().isNamed(kind);
        int field = cursor.currentFieldId();
        // What the parser put there, as the text lacks it, is asked for in broken files alone.
        boolean kept = depth == 0 || named || field != 0 || (broken && node.isMissing());
        open[depth] = kept ? builder.add(node, kind, field, parent) : parent;
        // Each call into the library costs more than what it does: words and signs have no
        // children.
        if (named && cursor.gotoFirstChild()) {
          depth++;
          continue;
        }
        while (!cursor.gotoNextSibling()) {
          if (!cursor.gotoParent()) {
            more = false;
            break;
          }
          depth--;
        }
      }
    }
    return Optional.of(new SyntaxTree(source, language, builder.columns(), root.hasError()));
  }
}

package dev.deployarchitect.syntax.code;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.treesitter.TSLanguage;
import org.treesitter.TreeSitterCSharp;
import org.treesitter.TreeSitterGo;
import org.treesitter.TreeSitterJava;
import org.treesitter.TreeSitterJavascript;
import org.treesitter.TreeSitterPhp;
import org.treesitter.TreeSitterPython;
import org.treesitter.TreeSitterRuby;
import org.treesitter.TreeSitterTsx;
import org.treesitter.TreeSitterTypescript;

/**
 * The native grammars, each loaded at its first use. Their libraries are for Linux with glibc and
 * macOS on x86-64 and ARM, and Windows on x86-64; elsewhere (Alpine's musl) there are none.
 * Thread-safe.
 */
final class Grammars {
  private final Map<String, Grammar> loaded = new HashMap<>();
  private String fault;

  /** A grammar and its names. */
  record Grammar(TSLanguage language, Names names) {}

  synchronized Optional<String> unavailable() {
    if (fault == null && loaded.isEmpty()) {
      of(Language.all().getFirst());
    }
    return Optional.ofNullable(fault);
  }

  synchronized Optional<Grammar> of(Language language) {
    if (fault != null) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          loaded.computeIfAbsent(
              language.name(),
              name -> {
                TSLanguage grammar = load(name);
                return new Grammar(grammar, Names.of(grammar));
              }));
    } catch (LinkageError | RuntimeException e) {
      // UnsatisfiedLinkError, or what the binding throws: no library, no place to unpack it.
      fault =
          "Code cannot be parsed on this machine (%s, %s): the native tree-sitter library does not load."
              .formatted(System.getProperty("os.name"), System.getProperty("os.arch"));
      return Optional.empty();
    }
  }

  private static TSLanguage load(String name) {
    return switch (name) {
      case "typescript" -> new TreeSitterTypescript();
      case "tsx" -> new TreeSitterTsx();
      case "javascript" -> new TreeSitterJavascript();
      case "python" -> new TreeSitterPython();
      case "go" -> new TreeSitterGo();
      case "java" -> new TreeSitterJava();
      case "ruby" -> new TreeSitterRuby();
      case "php" -> new TreeSitterPhp();
      case "csharp" -> new TreeSitterCSharp();
      default -> throw new IllegalArgumentException(name);
    };
  }
}

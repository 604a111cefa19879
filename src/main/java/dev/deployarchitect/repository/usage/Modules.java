package dev.deployarchitect.repository.usage;

import dev.deployarchitect.syntax.node.Document;
import dev.deployarchitect.syntax.node.JsonReader;
import dev.deployarchitect.syntax.node.Node;
import dev.deployarchitect.workspace.Workspace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which file an import means: relative paths, {@code paths} and {@code baseUrl} of tsconfig.json,
 * packages of the workspace, Python's modules. Used by one thread.
 */
final class Modules {
  private static final List<String> ENDINGS =
      List.of(
          "",
          ".ts",
          ".tsx",
          ".mts",
          ".cts",
          ".js",
          ".jsx",
          ".mjs",
          ".cjs",
          "/index.ts",
          "/index.tsx",
          "/index.js",
          "/index.jsx",
          ".py",
          "/__init__.py",
          ".rb");
  private static final int EXTENDS = 5;

  private final Workspace workspace;
  private final Set<String> paths;
  private final Map<String, Optional<Alias>> configured = new HashMap<>();
  private final Map<String, String> packages = new HashMap<>();

  /** What a tsconfig.json says: patterns, and what they stand for. */
  private record Alias(String base, Map<String, List<String>> patterns, boolean baseUrl) {}

  Modules(Workspace workspace) {
    this.workspace = workspace;
    this.paths = new HashSet<>(workspace.files().paths());
    for (String path :
        workspace.paths(p -> p.equals("package.json") || p.endsWith("/package.json"))) {
      document(path).textAt("name").ifPresent(name -> packages.put(name, folder(path)));
    }
  }

  /** The file, or empty where it is outside the repository or cannot be told. */
  Optional<String> resolve(String from, String module) {
    if (from.endsWith(".py")) {
      return python(from, module);
    }
    if (module.startsWith(".")) {
      return file(normal(folder(from) + "/" + module));
    }
    return alias(from, module).or(() -> ofPackage(module));
  }

  /** Whether a module is named like one of this repository that could not be found. */
  boolean isOwn(String module) {
    return module.startsWith(".") || module.startsWith("@/") || module.startsWith("~/");
  }

  private Optional<String> file(String path) {
    Optional<String> found =
        ENDINGS.stream().map(e -> path + e).filter(paths::contains).findFirst();
    // TypeScript imports ./x.js and means ./x.ts.
    return found.isPresent() || !path.matches(".*\\.[cm]?jsx?$")
        ? found
        : file(path.replaceAll("\\.[cm]?jsx?$", ""));
  }

  private Optional<String> alias(String from, String module) {
    for (String folder = folder(from); ; folder = folder(folder)) {
      Optional<Alias> alias = configured.computeIfAbsent(folder, this::read);
      if (alias.isPresent()) {
        return alias.flatMap(a -> mapped(a, module));
      }
      if (folder.isEmpty()) {
        return Optional.empty();
      }
    }
  }

  private Optional<String> mapped(Alias alias, String module) {
    for (Map.Entry<String, List<String>> entry : alias.patterns().entrySet()) {
      String pattern = entry.getKey();
      int star = pattern.indexOf('*');
      boolean fits =
          star < 0
              ? pattern.equals(module)
              : module.startsWith(pattern.substring(0, star))
                  && module.endsWith(pattern.substring(star + 1));
      if (fits) {
        String rest =
            star < 0 ? "" : module.substring(star, module.length() - (pattern.length() - star - 1));
        for (String target : entry.getValue()) {
          Optional<String> file = file(normal(alias.base() + "/" + target.replace("*", rest)));
          if (file.isPresent()) {
            return file;
          }
        }
      }
    }
    return alias.baseUrl() ? file(normal(alias.base() + "/" + module)) : Optional.empty();
  }

  private Optional<Alias> read(String folder) {
    for (String name : List.of("tsconfig.json", "jsconfig.json")) {
      String path = folder.isEmpty() ? name : folder + "/" + name;
      if (paths.contains(path)) {
        return config(path, EXTENDS);
      }
    }
    return Optional.empty();
  }

  private Optional<Alias> config(String path, int depth) {
    Document document = document(path);
    Optional<String> url = document.textAt("compilerOptions", "baseUrl");
    String base = normal(folder(path) + "/" + url.orElse("."));
    Map<String, List<String>> patterns = new HashMap<>();
    if (document.at("compilerOptions", "paths").orElse(null) instanceof Node.Mapping mapping) {
      mapping.entries().forEach(e -> patterns.put(e.key().text(), texts(e.value())));
    }
    if (patterns.isEmpty() && url.isEmpty() && depth > 0) {
      Optional<Alias> parent =
          document
              .textAt("extends")
              .filter(e -> e.startsWith("."))
              .map(e -> normal(folder(path) + "/" + e))
              .flatMap(e ->
                  paths.contains(e)
                      ? Optional.of(e)
                      : Optional.of(e + ".json").filter(paths::contains))
              .flatMap(e -> config(e, depth - 1));
      if (parent.isPresent()) {
        return parent;
      }
    }
    return Optional.of(new Alias(base, patterns, url.isPresent()));
  }

  private static List<String> texts(Node node) {
    List<String> texts = new ArrayList<>();
    if (node instanceof Node.Sequence sequence) {
      sequence
          .items()
          .forEach(i -> {
            if (i instanceof Node.Scalar scalar) {
              texts.add(scalar.text());
            }
          });
    }
    return texts;
  }

  private Optional<String> ofPackage(String module) {
    String name =
        module.startsWith("@")
            ? module.replaceAll("^(@[^/]+/[^/]+).*", "$1")
            : module.replaceAll("^([^/]+).*", "$1");
    String folder = packages.get(name);
    if (folder == null) {
      return Optional.empty();
    }
    String rest = module.length() > name.length() ? module.substring(name.length() + 1) : "";
    Document manifest = document(folder.isEmpty() ? "package.json" : folder + "/package.json");
    List<String> targets = new ArrayList<>();
    exported(manifest, rest.isEmpty() ? "." : "./" + rest).ifPresent(targets::add);
    if (rest.isEmpty()) {
      for (String key : List.of("source", "main", "module", "types")) {
        manifest.textAt(key).ifPresent(targets::add);
      }
      targets.addAll(List.of("src/index", "src", "index"));
    } else {
      targets.addAll(List.of(rest, "src/" + rest));
    }
    return targets.stream().flatMap(t -> file(normal(folder + "/" + t)).stream()).findFirst();
  }

  private static Optional<String> exported(Document manifest, String entry) {
    return manifest
        .textAt("exports", entry)
        .or(() -> manifest.textAt("exports", entry, "source"))
        .or(() -> manifest.textAt("exports", entry, "import"))
        .or(() -> manifest.textAt("exports", entry, "default"))
        .or(() -> manifest.textAt("exports", entry, "types"));
  }

  private Optional<String> python(String from, String module) {
    if (!module.startsWith(".")) {
      String ending = module.replace('.', '/');
      return file(ending)
          .or(() ->
              paths.stream()
                  .filter(p ->
                      p.endsWith("/" + ending + ".py") || p.endsWith("/" + ending + "/__init__.py"))
                  .sorted()
                  .findFirst());
    }
    String rest = module.replaceAll("^\\.+", "");
    String folder = folder(from);
    for (int dots = module.length() - rest.length(); dots > 1; dots--) {
      folder = folder(folder);
    }
    return file(normal(folder + "/" + rest.replace('.', '/')));
  }

  private Document document(String path) {
    return workspace
        .source(path)
        .map(JsonReader::read)
        .orElseGet(() -> JsonReader.read(new dev.deployarchitect.text.Source(path, "{}")));
  }

  private static String folder(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "" : path.substring(0, slash);
  }

  /** Without {@code .}, {@code ..} and empty parts; what leads out of the repository is nothing. */
  private static String normal(String path) {
    List<String> parts = new ArrayList<>();
    for (String part : path.split("/")) {
      if (part.equals("..")) {
        if (parts.isEmpty()) {
          return "..";
        }
        parts.removeLast();
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.add(part);
      }
    }
    return String.join("/", parts);
  }
}

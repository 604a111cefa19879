package dev.deployarchitect.syntax.node;

import dev.deployarchitect.text.Source;
import dev.deployarchitect.text.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** The anchors of a YAML file (YAML 1.2.2, 6.9.2). */
public final class YamlAnchors {
  private YamlAnchors() {}

  /** Where an anchor stands that no alias names; none where the file cannot be read. */
  public static List<Span> unused(Source source) {
    Map<String, Span> open = new LinkedHashMap<>();
    List<Span> unused = new ArrayList<>();
    if (!source.text().contains("&")) {
      return unused;
    }
    try {
      for (Event event : new Parse(LoadSettings.builder().build()).parseString(source.text())) {
        if (event instanceof AliasEvent alias) {
          open.remove(alias.getAlias().getValue());
        } else if (event instanceof NodeEvent node && node.getAnchor().isPresent()) {
          String name = node.getAnchor().get().getValue();
          int at = event.getStartMark().map(m -> place(source, m.getIndex())).orElse(0);
          Span before = open.put(name, source.span(at, at + name.length() + 1));
          if (before != null) {
            unused.add(before);
          }
        }
      }
    } catch (YamlEngineException e) {
      return List.of();
    }
    unused.addAll(open.values());
    return unused;
  }

  /** Where the key {@code <<} of YAML 1.1 stands; none where the file cannot be read. */
  public static List<Span> mergeKeys(Source source) {
    List<Span> keys = new ArrayList<>();
    if (!source.text().contains("<<")) {
      return keys;
    }
    try {
      for (Event event : new Parse(LoadSettings.builder().build()).parseString(source.text())) {
        if (event instanceof ScalarEvent scalar
            && scalar.isPlain()
            && scalar.getValue().equals("<<")) {
          int at = event.getStartMark().map(m -> place(source, m.getIndex())).orElse(0);
          keys.add(source.span(at, at + 2));
        }
      }
    } catch (YamlEngineException e) {
      return List.of();
    }
    return keys;
  }

  private static int place(Source source, int codePoints) {
    return source.text().offsetByCodePoints(0, codePoints);
  }
}

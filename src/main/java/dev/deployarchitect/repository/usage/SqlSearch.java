package dev.deployarchitect.repository.usage;

import dev.deployarchitect.syntax.code.Literal;
import dev.deployarchitect.syntax.code.Node;
import dev.deployarchitect.syntax.code.Role;
import dev.deployarchitect.syntax.code.SyntaxTree;
import dev.deployarchitect.syntax.sql.SqlReader;
import dev.deployarchitect.syntax.sql.SqlStatement;
import dev.deployarchitect.syntax.sql.SqlToken;
import dev.deployarchitect.text.Source;
import dev.deployarchitect.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Statements that write or read a table, in scripts and in strings of code. */
final class SqlSearch {
  private static final Pattern STATEMENT =
      Pattern.compile(
          "^\\s*(--[^\\n]*\\s*)*(insert|update|delete|select|with|alter|create|merge|copy)\\b",
          Pattern.CASE_INSENSITIVE);
  private static final Set<String> BEFORE_TABLE =
      Set.of("into", "update", "from", "join", "table", "only", "copy", "exists", "on");

  private final Model model;

  SqlSearch(Model model) {
    this.model = model;
  }

  List<Usage> script(Source source) {
    List<Usage> found = new ArrayList<>();
    for (SqlStatement statement : SqlReader.read(source).statements()) {
      statement(statement, statement.span(), found);
    }
    return found;
  }

  /** SQL in the strings of code. */
  List<Usage> strings(SyntaxTree tree) {
    List<Usage> found = new ArrayList<>();
    for (Node node : tree.nodes()) {
      if (node.is(Role.STRING) && node.end() - node.start() > 15) {
        String text = Literal.of(node).orElse("");
        if (STATEMENT.matcher(text).find()) {
          Source inner = new Source(tree.source().path(), text);
          for (SqlStatement statement : SqlReader.read(inner).statements()) {
            int shift = Math.max(0, node.text().indexOf(text));
            int start = node.start() + shift + statement.span().start();
            statement(statement, tree.source().span(start, start + 1), found);
          }
        }
      }
    }
    return found;
  }

  private void statement(SqlStatement statement, Span place, List<Usage> found) {
    List<SqlToken> tokens = statement.tokens();
    int table = table(tokens);
    if (table < 0) {
      return;
    }
    String verb = tokens.getFirst().span().text().toLowerCase(Locale.ROOT);
    if (!isWhole(verb, statement)) {
      return;
    }
    boolean names =
        model.field().isEmpty()
            || tokens.stream().skip(table + 1L).anyMatch(t -> model.isColumn(plain(t)));
    boolean target =
        table < 4
            || tokens.get(table - 1).is("into")
            || (tokens.get(table - 1).is(".") && table < 6);
    String brief = Literal.brief(statement.span().text(), 70);
    // INSERT INTO other SELECT … FROM it only reads it.
    String kind = target ? verb : "select";
    switch (kind) {
      case "insert" ->
          found.add(usage(Usage.Part.WRITER, place, "INSERT", inserts(tokens, table), brief));
      case "update" ->
          found.add(usage(Usage.Part.WRITER, place, "UPDATE", updates(tokens, table), brief));
      case "delete" -> found.add(new Usage(Usage.Part.DELETE, place, brief));
      default -> {
        if (names) {
          found.add(new Usage(Usage.Part.SQL, place, brief));
        }
      }
    }
  }

  /** Sentences begin with such words, too: "Update link format". */
  private static boolean isWhole(String verb, SqlStatement statement) {
    return switch (verb) {
      case "update" -> statement.containsItself("set");
      case "insert", "merge" -> statement.containsItself("into");
      case "delete", "select" -> statement.containsItself("from");
      default -> true;
    };
  }

  private Usage usage(Usage.Part part, Span place, String verb, String answer, String brief) {
    String told =
        model.field().isEmpty() ? brief : "SQL %s: %s (%s)".formatted(verb, answer, brief);
    return new Usage(part, place, told);
  }

  private int table(List<SqlToken> tokens) {
    for (int i = 1; i < tokens.size(); i++) {
      boolean behind =
          BEFORE_TABLE.contains(tokens.get(i - 1).span().text().toLowerCase(Locale.ROOT))
              || tokens.get(i - 1).is(".");
      if (behind && model.isTable(plain(tokens.get(i)))) {
        return i;
      }
    }
    return -1;
  }

  private String inserts(List<SqlToken> tokens, int table) {
    if (table + 1 >= tokens.size() || !tokens.get(table + 1).is("(")) {
      return "CANNOT be told: no list of columns";
    }
    for (int i = table + 2; i < tokens.size() && !tokens.get(i).is(")"); i++) {
      if (model.isColumn(plain(tokens.get(i)))) {
        return "SETS it";
      }
    }
    return "does NOT set it";
  }

  private String updates(List<SqlToken> tokens, int table) {
    for (int i = table + 1; i + 1 < tokens.size() && !tokens.get(i).is("where"); i++) {
      if (tokens.get(i + 1).is("=") && model.isColumn(plain(tokens.get(i)))) {
        return "SETS it";
      }
    }
    return "does NOT set it";
  }

  private static String plain(SqlToken token) {
    return token.span().text().replaceAll("[\"`\\[\\]]", "");
  }
}

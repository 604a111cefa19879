package dev.deployarchitect.build.code;

import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.delivery.Evidence;
import dev.deployarchitect.delivery.OwnCheck;
import dev.deployarchitect.delivery.Surroundings;
import dev.deployarchitect.delivery.Verifier;
import dev.deployarchitect.syntax.code.CodeParser;
import dev.deployarchitect.syntax.code.Language;
import dev.deployarchitect.syntax.code.Parsed;
import dev.deployarchitect.syntax.code.SyntaxTree;
import dev.deployarchitect.text.Source;
import java.util.List;
import java.util.Optional;

/**
 * Application code in a language that tree-sitter has a grammar for: whether it parses. Nothing is
 * executed, and no program is needed.
 */
public final class SyntaxVerifier implements Verifier {

  private final CodeParser parser = new CodeParser();

  @Override
  public boolean verifies(Artifact artifact) {
    return Language.of(artifact.path()).isPresent();
  }

  @Override
  public List<Evidence> verify(Artifact artifact, List<Artifact> together) {
    return verify(artifact, together, Surroundings.unknown());
  }

  @Override
  public List<Evidence> verify(Artifact artifact, List<Artifact> together, Surroundings around) {
    String check = "parses as " + Language.of(artifact.path()).orElseThrow().name();
    Source source = new Source(artifact.path(), artifact.content());
    return List.of(
        switch (parser.parse(source)) {
          case Parsed.None(String why) -> new Evidence.NotRun(check, why);
          case Parsed.Tree(SyntaxTree tree) ->
              tree.isBroken() && brokenBefore(source, around)
                  ? new Evidence.NotRun(
                      check,
                      "the grammar does not read the file as it was before either, so it cannot judge this one")
                  : OwnCheck.run(check, artifact, () -> SyntaxFaults.of(tree));
        });
  }

  /** Grammars lag behind their languages: a file that they cannot read is no worse for it. */
  private boolean brokenBefore(Source source, Surroundings around) {
    Optional<Source> before = around.source(source.path());
    return before.filter(b -> !b.text().equals(source.text())).isPresent()
        && parser.parse(before.get()) instanceof Parsed.Tree(SyntaxTree tree)
        && tree.isBroken();
  }
}

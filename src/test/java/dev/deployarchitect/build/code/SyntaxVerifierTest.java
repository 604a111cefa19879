package dev.deployarchitect.build.code;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deployarchitect.Workspaces;
import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.delivery.Evidence;
import dev.deployarchitect.delivery.Surroundings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Application code parses or does not, without any program of its language. */
class SyntaxVerifierTest {
  @TempDir private Path folder;

  private static Evidence verify(String path, String text, Surroundings around) {
    Artifact artifact = new Artifact(path, text.replace("\\n", "\n"), "test");
    return new SyntaxVerifier().verify(artifact, List.of(artifact), around).getFirst();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          a.ts | `export const n: number = f<string>(1) satisfies number;` | `export const n: = 1;` | a.ts:1:
          a.tsx | `export const A = () => <p key="a">{n}</p>;` | `export const A = () => <p>{n</p>;` | a.tsx:1:
          a.js | `import a from './a.js';\\nexport default async () => { await a?.b(); };` | `const a = [1, 2;\\nf();` | a.js:1:
          a.mjs | `for await (const x of y) {}` | `if (a { b(); }` | a.mjs:1:
          a.py | `def f(a: int) -> int:\\n    return a\\n` | `def f(:\\n    return 1\\n` | a.py:1:
          a.go | `package a\\nfunc f() int { return 1 }\\n` | `package a\\nfunc f( int { return 1 }\\n` | a.go:2:
          A.java | `class A { int f() { return 1; } }` | `class A { int f() { return 1 } }` | A.java:1:
          a.rb | `def f(a) = a + 1` | `def f(a\\n  a +\\nend end` | a.rb:
          a.php | `<?php function f(int $a): int { return $a; }` | `<?php function f(int $a { return 1; }` | a.php:1:
          A.cs | `class A { int F() => 1; }` | `class A { int F( => 1; }` | A.cs:1:
          """)
  void aFileParsesOrItsFaultHasAPlace(String path, String good, String bad, String place) {
    assertThat(verify(path, good, Surroundings.unknown())).isInstanceOf(Evidence.Passed.class);
    assertThat(verify(path, bad, Surroundings.unknown()))
        .isInstanceOfSatisfying(Evidence.Failed.class, f -> assertThat(f.said()).startsWith(place));
  }

  @Test
  void aFileThatTheGrammarCouldNotReadBeforeIsNotJudged() {
    Surroundings around =
        Surroundings.of(Workspaces.of(folder, Map.of("a.ts", "let a = <<<;", "b.ts", "let b;")));
    assertThat(verify("a.ts", "let a = <<<; let c;", around)).isInstanceOf(Evidence.NotRun.class);
    assertThat(verify("a.ts", "let a = <<<;", around)).isInstanceOf(Evidence.Failed.class);
    assertThat(verify("b.ts", "let b = <<<;", around)).isInstanceOf(Evidence.Failed.class);
  }
}

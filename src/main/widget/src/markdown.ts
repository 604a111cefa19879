// Markdown as sections: pieces that are drawn on their own, so that only the last one is drawn again
// while an answer grows, and the six parts of a recommendation, which become tabs.
import { Lexer, type Token, type Tokens } from "marked";

/** In the spec's order; the prompt asks for these words. */
const PARTS = [
  "files and scripts",
  "step-by-step guide",
  "cost and trade-offs",
  "benchmark and expected improvement",
  "rollback and recovery",
  "monitoring queries and alert thresholds",
];

export type Section =
  | { kind: "piece"; raw: string; token: Token }
  | { kind: "parts"; parts: { title: string; sections: Section[] }[] };

function partOf(token: Token): string | undefined {
  if (token.type !== "heading") return undefined;
  const title = (token as Tokens.Heading).text.replace(/^[\s\d.)*_]+|[\s*_:]+$/g, "");
  return PARTS.includes(title.toLowerCase()) ? title : undefined;
}

/** Characters of about one screen; what stands in tabs is not counted. */
const SCREEN = 4_000;

/** A long text as what is shown at first and what unfolds, parted at a section's heading. */
export function fold(text: string): [first: string, rest: string] {
  const tokens = Lexer.lex(text, { gfm: true });
  const join = (from: number, to?: number) => tokens.slice(from, to).map((token) => token.raw).join("");
  let shown = 0;
  let parts = 0;
  for (const [i, token] of tokens.entries()) {
    const depth = token.type === "heading" ? (token as Tokens.Heading).depth : 9;
    if (partOf(token) !== undefined) parts = depth;
    else if (depth <= parts) parts = 0;
    if (shown > SCREEN && depth <= 2 && !parts) return [join(0, i), join(i)];
    if (!parts) shown += token.raw.length;
  }
  return [text, ""];
}

export function sections(text: string): Section[] {
  const out: Section[] = [];
  let into = out;
  let group: Extract<Section, { kind: "parts" }> | undefined;
  let depth = 0;
  for (const token of Lexer.lex(text, { gfm: true })) {
    if (token.type === "space") continue;
    const title = partOf(token);
    if (title !== undefined) {
      const again = group?.parts.some((part) => part.title.toLowerCase() === title.toLowerCase());
      if (!group || again) out.push((group = { kind: "parts", parts: [] }));
      depth = (token as Tokens.Heading).depth;
      into = [];
      group.parts.push({ title, sections: into });
      continue;
    }
    if (group && token.type === "heading" && (token as Tokens.Heading).depth <= depth) {
      group = undefined;
      into = out;
    }
    into.push({ kind: "piece", raw: token.raw, token });
  }
  return out;
}

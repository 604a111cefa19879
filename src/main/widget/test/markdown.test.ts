import assert from "node:assert/strict";
import { test } from "node:test";
import { fold, sections, type Section } from "../src/markdown.ts";

const shape = (all: Section[]): unknown[] =>
  all.map((one) => (one.kind === "piece" ? one.token.type : one.parts.map((part) => [part.title, ...shape(part.sections)])));

test("the six parts become one group, and the next heading of their level or above ends it", () => {
  const text = "# A\n\n### Files and scripts\n\n- a\n\n#### more\n\n### Rollback and recovery\n\nback\n\n## B\n\ntext";
  assert.deepEqual(shape(sections(text)), [
    "heading",
    [
      ["Files and scripts", "list", "heading"],
      ["Rollback and recovery", "paragraph"],
    ],
    "heading",
    "paragraph",
  ]);
});

test("a second recommendation has tabs of its own", () => {
  const groups = shape(sections("### Files and scripts\n\na\n\n### Files and scripts\n\nb"));
  assert.equal(groups.length, 2);
});

test("numbers, bold and colons around a part's name do not matter; other headings stay", () => {
  assert.deepEqual(shape(sections("## 1. **Files and scripts**:\n\na")), [[["Files and scripts", "paragraph"]]]);
  assert.deepEqual(shape(sections("## Files\n\na")), ["heading", "paragraph"]);
});

test("an answer that is still being written has the same pieces as the whole one", () => {
  const whole = "# A\n\nsome words\n\n```sql\nSELECT 1;\n";
  const raws = (text: string) => sections(text).map((one) => (one.kind === "piece" ? one.raw : ""));
  assert.deepEqual(raws(whole + "SELECT 2;\n```").slice(0, 2), raws(whole).slice(0, 2));
});

test("a long text folds at the next section's heading, and nothing of it is lost", () => {
  const text = "# A\n\n" + "words and words\n\n".repeat(300) + "### deep\n\nstill here\n\n## B\n\n```\n## no heading\n```\n\nend\n";
  const [first, rest] = fold(text);
  assert.equal(first + rest, text);
  assert.ok(rest.startsWith("## B\n"));
  assert.ok(first.includes("still here"));
});

test("a short text does not fold, nor one without sections, nor one whose length is in tabs", () => {
  const long = "words and words\n\n".repeat(300);
  assert.deepEqual(fold("# A\n\na\n\n## B\n\nb"), ["# A\n\na\n\n## B\n\nb", ""]);
  assert.equal(fold(long)[1], "");
  assert.equal(fold(`## A\n\n### Files and scripts\n\n${long}### Rollback and recovery\n\nback\n\n## B\n\nb`)[1], "");
});

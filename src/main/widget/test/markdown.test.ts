import assert from "node:assert/strict";
import { test } from "node:test";
import { sections, type Section } from "../src/markdown.ts";

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

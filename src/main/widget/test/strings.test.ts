import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { ENGLISH, say } from "../src/strings.ts";

const german = JSON.parse(readFileSync("../../../docs/embed/strings.de.json", "utf8")) as Record<string, string>;
const places = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();

test("the German example has every string, with the same places", () => {
  assert.deepEqual(Object.keys(german).sort(), Object.keys(ENGLISH).sort());
  for (const [name, text] of Object.entries(ENGLISH)) assert.deepEqual(places(german[name] ?? ""), places(text), name);
});

test("what a translation leaves out is said in English", () => {
  assert.equal(say({ ask: "Fragen" })("ask"), "Fragen");
  assert.equal(say({ ask: "Fragen" })("files", { count: 3 }), "Files with evidence: 3");
});

import assert from "node:assert/strict";
import { test } from "node:test";
import type { AgentEvent } from "../src/events.ts";
import { RunView } from "../src/run-view.ts";

function shown(...events: AgentEvent[]): RunView {
  const view = new RunView("r", "why?");
  events.forEach((event, i) => view.apply({ id: i + 1, ...event }));
  return view;
}

const step = (n: number): AgentEvent => ({ type: "step_started", data: { step: n } });
const text = (words: string): AgentEvent => ({ type: "text_delta", data: { text: words } });
const call = (id: string): AgentEvent => ({ type: "tool_started", data: { call: id, tool: "list_files", arguments: {} } });
const file = (path: string, content: string) => ({ path, content, purpose: "", sha256: "", evidence: [] });
const result = (id: string, ...files: ReturnType<typeof file>[]): AgentEvent => ({
  type: "tool_finished",
  data: { call: id, tool: "list_files", millis: 5, result: { status: "done", text: "", files } },
});
const kinds = (view: RunView) => view.blocks.map((block) => (block.kind === "text" ? block.text : block.kind));

test("text and calls stand in the order in which they came", () => {
  const view = shown(step(1), text("I "), text("look."), call("a"), result("a"), step(2), text("Seen."));
  assert.deepEqual(kinds(view), ["I look.", "call", "Seen."]);
});

test("an event that comes twice counts once", () => {
  const view = shown(step(1), text("once"));
  assert.equal(view.apply({ id: 2, ...text("once") }), false);
  assert.deepEqual(kinds(view), ["once"]);
});

test("a step that begins again takes back its text, calls and files, and nothing before it", () => {
  const view = shown(step(1), text("kept"), call("a"), result("a", file("x", "1")), step(2), text("gone"), call("b"), result("b", file("y", "2")), {
    type: "step_restarted",
    data: { step: 2, why: "the server has gone" },
  });
  assert.deepEqual(kinds(view), ["kept", "call"]);
  assert.deepEqual(view.files.map((f) => f.path), ["x"]);
});

test("the answer takes the place of its pieces, and stands alone where none were sent", () => {
  const finished: AgentEvent = { type: "run_finished", data: { answer: "whole" } };
  assert.deepEqual(kinds(shown(step(1), call("a"), result("a"), step(2), text("who"), finished)), ["call", "whole"]);
  assert.deepEqual(kinds(shown(step(1), text("I look."), call("a"), result("a"), finished)), ["I look.", "call", "whole"]);
});

test("a file that is handed over twice is there once, as it was last", () => {
  const view = shown(call("a"), result("a", file("x", "old")), call("b"), result("b", file("x", "new")));
  assert.deepEqual(view.files.map((f) => f.content), ["new"]);
});

test("an end is the end: what comes after it changes nothing", () => {
  const view = shown(step(1), { type: "run_cancelled", data: {} }, text("late"));
  assert.deepEqual(view.outcome, { kind: "cancelled" });
  assert.deepEqual(kinds(view), []);
});

test("usage is added up, and has no cost when one reply has none", () => {
  const usage = (dollars?: number): AgentEvent => ({ type: "usage", data: { sent: 10, cached: 4, received: 2, ...(dollars === undefined ? {} : { dollars }) } });
  assert.deepEqual(shown(usage(1), usage(2)).usage, { sent: 20, cached: 8, received: 4, dollars: 3 });
  assert.deepEqual(shown(usage(1), usage()).usage, { sent: 20, cached: 8, received: 4 });
});

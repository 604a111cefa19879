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
const result = (id: string): AgentEvent => ({ type: "tool_finished", data: { call: id, tool: "list_files", millis: 5, result: { status: "done", text: "" } } });
const drafted = (id: string, path: string): AgentEvent => ({
  type: "draft_changed",
  data: { call: id, change: 1, tool: "edit_files", why: "", files: [{ path }], patch: `+${path} by ${id}` },
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
  const view = shown(step(1), text("kept"), call("a"), drafted("a", "x"), result("a"), step(2), text("gone"), call("b"), drafted("b", "y"), result("b"), {
    type: "step_restarted",
    data: { step: 2, why: "the server has gone" },
  });
  assert.deepEqual(kinds(view), ["kept", "call"]);
  assert.deepEqual([...view.paths], ["x"]);
});

test("the answer takes the place of its pieces, and stands alone where none were sent", () => {
  const finished: AgentEvent = { type: "run_finished", data: { answer: "whole" } };
  assert.deepEqual(kinds(shown(step(1), call("a"), result("a"), step(2), text("who"), finished)), ["call", "whole"]);
  assert.deepEqual(kinds(shown(step(1), text("I look."), call("a"), result("a"), finished)), ["I look.", "call", "whole"]);
});

test("a file that is changed twice is there once, and each call shows its own change", () => {
  const view = shown(call("a"), drafted("a", "x"), result("a"), call("b"), drafted("b", "x"), result("b"), {
    type: "draft_verified",
    data: { files: [{ path: "x" }], deleted: ["y"] },
  });
  assert.deepEqual([...view.paths], ["x", "y"]);
  assert.deepEqual(view.blocks.map((block) => block.kind === "call" && block.patch), ["+x by a", "+x by b"]);
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

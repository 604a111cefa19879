import assert from "node:assert/strict";
import { test } from "node:test";
import { Refusal } from "../src/api.ts";
import type { NumberedEvent } from "../src/events.ts";
import { follow } from "../src/follow.ts";
import { RunView } from "../src/run-view.ts";

const text = (id: number): NumberedEvent => ({ id, type: "text_delta", data: { text: `${id} ` } });
const end = (id: number): NumberedEvent => ({ id, type: "run_cancelled", data: {} });

/** Each connection gives some events and then ends, or fails. */
function connections(...given: (NumberedEvent[] | Error)[]) {
  const asked: number[] = [];
  const said: boolean[] = [];
  return {
    asked,
    said,
    to: {
      async *events(_run: string, after: number) {
        asked.push(after);
        const next = given.shift() ?? new Error("none is left");
        if (next instanceof Error) throw next;
        yield* next;
      },
      changed() {},
      connected: (there: boolean) => void said.push(there),
      pause: async () => {},
    },
  };
}

test("a lost connection is taken up after the last event", async () => {
  const { to, asked, said } = connections([text(1), text(2)], new TypeError("offline"), [text(3)], [end(4)]);
  const view = new RunView("r", "");
  await follow(view, new AbortController().signal, to);
  assert.deepEqual(asked, [0, 2, 2, 3]);
  assert.equal(view.answer, "1 2 3 ");
  assert.deepEqual(said, [false, true, true]);
});

test("a server that cannot answer now is asked again; one that refuses is not", async () => {
  const passing = connections(new Refusal(503, "ending"), new Refusal(429, "slow down"), [end(1)]);
  await follow(new RunView("r", ""), new AbortController().signal, passing.to);
  assert.equal(passing.asked.length, 3);
  const refusing = connections(new Refusal(404, "gone"));
  await assert.rejects(follow(new RunView("r", ""), new AbortController().signal, refusing.to), /gone/);
});

test("who leaves is not followed further", async () => {
  const leave = new AbortController();
  const { to, asked } = connections([text(1)], [text(2)]);
  await follow(new RunView("r", ""), leave.signal, { ...to, pause: async () => leave.abort() });
  assert.deepEqual(asked, [0]);
});

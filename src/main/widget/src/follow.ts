// Follows a run until its last event, through lost connections and servers that go.
import { Refusal } from "./api.ts";
import type { NumberedEvent } from "./events.ts";
import type { RunView } from "./run-view.ts";

export interface Following {
  /** The run's events after one, until the connection ends. */
  events(run: string, after: number, signal: AbortSignal): AsyncIterable<NumberedEvent>;
  /** After each event. */
  changed(): void;
  /** When the connection is lost, and when it is there again. */
  connected(there: boolean): void;
  /** Waits before the next try; ends early when the network comes back. */
  pause(millis: number, signal: AbortSignal): Promise<void>;
}

const LONGEST_PAUSE = 8_000;

/** Ends with the run, or when it is aborted; a refusal of the server is thrown. */
export async function follow(view: RunView, signal: AbortSignal, to: Following): Promise<void> {
  for (let tries = 0; !signal.aborted; tries++) {
    try {
      for await (const event of to.events(view.id, view.last, signal)) {
        if (signal.aborted) return;
        if (tries > 0) to.connected(true);
        tries = 0;
        const ended = view.apply(event);
        to.changed();
        if (ended) return;
      }
    } catch (error) {
      // 5xx and 429 pass; who may not read this run now may not read it later.
      if (error instanceof Refusal && error.status < 500 && error.status !== 429) throw error;
    }
    if (signal.aborted) return;
    if (tries > 0) to.connected(false);
    await to.pause(Math.min(250 * 2 ** tries, LONGEST_PAUSE), signal);
  }
}

/** Until the time is over, the network is back, or it is aborted. */
export function pause(millis: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      removeEventListener("online", done);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, millis);
    addEventListener("online", done);
    signal.addEventListener("abort", done);
  });
}

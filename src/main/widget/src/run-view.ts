// A run as it is shown: what its events add up to. It knows nothing of the page.
import type { AgentEvent, NumberedEvent, Result, Usage } from "./events.ts";

export interface TextBlock {
  kind: "text";
  step: number;
  text: string;
}

export interface CallBlock {
  kind: "call";
  step: number;
  call: string;
  tool: string;
  arguments: Record<string, unknown>;
  /** By this page's clock; calls that were replayed show the server's time when they end. */
  started: number;
  progress: string;
  result?: Result;
  millis?: number;
  /** What the call changed in the draft. */
  patch?: string;
}

export interface ApprovalBlock {
  kind: "approval";
  step: number;
  approval: string;
  action: string;
  detail: string;
  decision?: { approved: boolean; reason: string };
}

export interface RetryBlock {
  kind: "retry";
  step: number;
  why: string;
  millis: number;
}

export interface LimitBlock {
  kind: "limit";
  step: number;
  sentence: string;
}

export type Block = TextBlock | CallBlock | ApprovalBlock | RetryBlock | LimitBlock;

export type Outcome =
  | { kind: "finished" }
  | { kind: "cancelled" }
  | { kind: "failed"; sentence: string };

const LAST = new Set<AgentEvent["type"]>(["run_finished", "run_cancelled", "run_failed"]);

export class RunView {
  readonly blocks: Block[] = [];
  outcome: Outcome | undefined;
  unsourced: string[] = [];
  usage: Usage | undefined;
  model = "";
  /** The number of the last event that was taken in. */
  last = 0;
  /** Changes with every event: what was drawn of another version is out of date. */
  version = 0;
  #step = 0;
  #drafted: { step: number; paths: string[] }[] = [];

  constructor(
    readonly id: string,
    readonly question: string,
  ) {}

  /** Paths that the draft changes, as far as this run told of them. */
  get paths(): ReadonlySet<string> {
    return new Set(this.#drafted.flatMap((change) => change.paths));
  }

  /** The text after the last call: the answer, or what there is of it. */
  get answer(): string {
    const last = this.blocks.at(-1);
    return last?.kind === "text" ? last.text : "";
  }

  /** Takes an event in, once; true when it was the run's last. */
  apply(event: NumberedEvent): boolean {
    if (event.id <= this.last || this.outcome) return this.outcome !== undefined;
    this.last = event.id;
    this.version++;
    this.#take(event);
    return LAST.has(event.type);
  }

  #take({ type, data }: AgentEvent): void {
    const step = this.#step;
    switch (type) {
      case "run_started":
        this.model = data.model;
        break;
      case "step_started":
        this.#step = data.step;
        break;
      case "step_restarted":
        this.#drop((block) => block.step >= data.step);
        this.#drafted = this.#drafted.filter((change) => change.step < data.step);
        this.#step = data.step;
        break;
      case "text_delta":
        this.#say(data.text);
        break;
      case "model_retried":
        this.blocks.push({ kind: "retry", step, ...data });
        break;
      case "tool_started":
        this.blocks.push({ kind: "call", step, ...data, started: performance.now(), progress: "" });
        break;
      case "tool_progressed":
        this.#call(data.call, (call) => (call.progress = data.message));
        break;
      case "tool_finished":
        this.#call(data.call, (call) => Object.assign(call, { result: data.result, millis: data.millis }));
        break;
      case "draft_changed":
        this.#drafted.push({ step, paths: data.files.map((file) => file.path) });
        this.#call(data.call, (call) => (call.patch = data.patch));
        break;
      case "draft_verified":
        this.#drafted.push({ step, paths: [...data.files.map((file) => file.path), ...data.deleted] });
        break;
      case "approval_requested":
        this.blocks.push({ kind: "approval", step, ...data });
        break;
      case "approval_decided":
        for (const block of this.blocks) {
          if (block.kind === "approval" && block.approval === data.approval) block.decision = data;
        }
        break;
      case "usage":
        this.#spend(data);
        break;
      case "numbers_unsourced":
        this.unsourced = data.numbers;
        break;
      case "limit_reached":
        this.blocks.push({ kind: "limit", step, sentence: data.sentence });
        break;
      case "run_finished":
        this.#finish(data.answer);
        break;
      case "run_cancelled":
        this.outcome = { kind: "cancelled" };
        break;
      case "run_failed":
        // A limit that refuses the whole run says so in its last event too.
        if (this.blocks.at(-1)?.kind === "limit") this.blocks.pop();
        this.outcome = { kind: "failed", sentence: data.sentence };
        break;
    }
  }

  #say(text: string): void {
    const last = this.blocks.at(-1);
    // A new object, so that whoever compares sees that it changed.
    if (last?.kind === "text" && last.step === this.#step) this.blocks[this.blocks.length - 1] = { ...last, text: last.text + text };
    else this.blocks.push({ kind: "text", step: this.#step, text });
  }

  #finish(answer: string): void {
    const at = this.blocks.findLastIndex((block) => block.kind === "text");
    const later = this.blocks.slice(at + 1).some((block) => block.kind === "call");
    const whole: TextBlock = { kind: "text", step: this.#step, text: answer };
    if (at >= 0 && !later) this.blocks[at] = whole;
    else this.blocks.push(whole);
    this.outcome = { kind: "finished" };
  }

  #call(id: string, change: (call: CallBlock) => void): void {
    const at = this.blocks.findIndex((block) => block.kind === "call" && block.call === id);
    const known = this.blocks[at];
    if (known?.kind !== "call") return;
    const changed = { ...known };
    change(changed);
    this.blocks[at] = changed;
  }

  #spend(data: Usage): void {
    const used = this.usage ?? { sent: 0, cached: 0, received: 0, dollars: 0 };
    const dollars = used.dollars === undefined || data.dollars === undefined ? undefined : used.dollars + data.dollars;
    this.usage = { sent: used.sent + data.sent, cached: used.cached + data.cached, received: used.received + data.received };
    if (dollars !== undefined) this.usage.dollars = dollars;
  }

  #drop(test: (block: Block) => boolean): void {
    for (let i = this.blocks.length - 1; i >= 0; i--) {
      const block = this.blocks[i];
      if (block && test(block)) this.blocks.splice(i, 1);
    }
  }
}

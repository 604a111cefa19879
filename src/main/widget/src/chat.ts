// One person's conversations with one server: what is known, what is under way, what can be done.
// It draws nothing; `changed` says that there is something new to draw.
import { Api, Refusal, type PatchedFile } from "./api.ts";
import { randomName } from "./dom.ts";
import type { ListedConversation } from "./events.ts";
import { follow, pause } from "./follow.ts";
import { RunView, type ApprovalBlock } from "./run-view.ts";

export interface Notice {
  kind: "unreachable" | "notSent" | "plain";
  why: string;
}

export class Chat {
  model = "";
  workspaces: string[] = [];
  /** Those of the workspaces that this person sent, and may take away. */
  sent: string[] = [];
  /** Whether the server clones repositories. */
  clones = false;
  workspace = "";
  questions: string[] = [];
  history: ListedConversation[] = [];
  conversation: string | undefined;
  runs: RunView[] = [];
  /** Files with their change against the workspace, by run, once it has ended. */
  files = new Map<string, PatchedFile[]>();
  busy = false;
  lost = false;
  keyNeeded = false;
  notice: Notice | undefined;
  /** The run that the next question replaces. */
  editing: RunView | undefined;
  #leave = new AbortController();

  constructor(
    readonly api: Api,
    readonly changed: () => void,
    readonly memory: { get(): string | null; set(id: string | undefined): void },
  ) {}

  /** Reads what there is, and comes back to where this page was before. */
  async begin(wanted: string | null): Promise<void> {
    await this.#tell("unreachable", async () => {
      this.keyNeeded = false;
      const { workspaces, sent, git } = await this.api.workspaces();
      Object.assign(this, { workspaces, sent, clones: git });
      this.workspace = wanted && workspaces.includes(wanted) ? wanted : (workspaces[0] ?? "");
      this.model = await this.api.model();
      this.changed();
      const before = this.memory.get();
      await Promise.all([this.#list(), before ? this.open(before).catch(() => this.fresh()) : this.fresh()]);
    });
  }

  /** Leaves the conversation; the next question begins another. */
  async fresh(workspace = this.workspace): Promise<void> {
    this.#away();
    this.workspace = workspace;
    this.questions = [];
    this.changed();
    if (!workspace) return;
    const { questions } = await this.api.profile(workspace);
    if (this.workspace === workspace) this.questions = questions;
    this.changed();
  }

  /** Shows a conversation, and follows what is under way in it. */
  async open(id: string): Promise<void> {
    const { workspace, runs } = await this.api.conversation(id);
    this.#away();
    this.conversation = id;
    this.memory.set(id);
    this.workspace = workspace;
    this.runs = runs.map((run) => new RunView(run.id, run.question));
    if (this.runs.length === 0) return this.fresh(workspace);
    this.busy = runs.some((run) => run.status === "running");
    this.changed();
    await Promise.all(this.runs.map((view) => this.#follow(view)));
  }

  /** False when the server did not take the question. */
  async ask(text: string): Promise<boolean> {
    const question = text.trim();
    if (!question || this.busy) return false;
    let taken = false;
    const replaced = this.editing;
    this.busy = true;
    this.notice = this.editing = undefined;
    this.changed();
    const leave = this.#leave;
    const told = await this.#tell("plain", async () => {
      if (!this.conversation) {
        this.conversation = (await this.api.begin(this.workspace)).id;
        this.memory.set(this.conversation);
      }
      const run = await this.api.ask(this.conversation, question, replaced?.id, randomName());
      if (leave.signal.aborted) return;
      taken = true;
      const view = new RunView(run.id, run.question);
      if (replaced) this.runs.splice(this.runs.indexOf(replaced));
      this.runs = [...this.runs, view];
      this.changed();
      void this.#list();
      await this.#follow(view);
    });
    // Otherwise the next question may be under way already: the run's end was told when it came.
    if (!told && !leave.signal.aborted) this.busy = false;
    this.changed();
    return taken || leave.signal.aborted;
  }

  /** Asks a run's question again in its place. */
  again(view: RunView): Promise<boolean> {
    this.editing = view;
    return this.ask(view.question);
  }

  edit(view: RunView | undefined): void {
    this.editing = view;
    this.changed();
  }

  async stop(): Promise<void> {
    const running = this.runs.find((view) => !view.outcome);
    if (running) await this.#tell("plain", () => this.api.cancel(running.id));
  }

  /** Allows what is shown, if that is what would be done. */
  async allow(view: RunView, { approval, action, detail }: ApprovalBlock): Promise<void> {
    await this.#tell("plain", async () => {
      const asked = await this.api.show(view.id, approval);
      if (asked.action !== action || asked.detail !== detail) throw new Error("The request has changed; reload the page.");
      await this.api.allow(view.id, approval, asked.secret);
    });
  }

  async disallow(view: RunView, approval: string, reason: string): Promise<void> {
    await this.#tell("plain", () => this.api.disallow(view.id, approval, reason));
  }

  async forget(id: string): Promise<void> {
    await this.#tell("plain", async () => {
      await this.api.forget(id);
      await this.#list();
      if (id === this.conversation) await this.fresh();
    });
  }

  /** Sends files, or has a repository cloned; either becomes the workspace. True when it did. */
  async add(what: File[] | string): Promise<boolean> {
    return this.#tell("notSent", async () => {
      const name = typeof what === "string" ? await this.api.clone(what) : await this.api.send(what);
      this.workspaces = [...this.workspaces, name];
      this.sent = [...this.sent, name];
      await this.fresh(name);
    });
  }

  async remove(name: string): Promise<void> {
    await this.#tell("plain", async () => {
      await this.api.removeWorkspace(name);
      this.workspaces = this.workspaces.filter((one) => one !== name);
      this.sent = this.sent.filter((one) => one !== name);
      if (this.workspace === name) await this.fresh(this.workspaces[0]);
    });
  }

  /** Stops following; what is under way goes on at the server. */
  leave(): void {
    this.#leave.abort();
  }

  #away(): void {
    this.#leave.abort();
    this.#leave = new AbortController();
    this.conversation = this.editing = this.notice = undefined;
    this.memory.set(undefined);
    this.runs = [];
    this.files.clear();
    this.busy = this.lost = false;
  }

  async #list(): Promise<void> {
    this.history = (await this.api.conversations()).filter((one) => one.title);
    this.changed();
  }

  async #follow(view: RunView): Promise<void> {
    const { signal } = this.#leave;
    await follow(view, signal, {
      events: (run, after, until) => this.api.events(run, after, until),
      changed: this.changed,
      connected: (there) => {
        this.lost = !there;
        this.changed();
      },
      pause,
    });
    if (signal.aborted) return;
    this.busy = this.runs.some((one) => !one.outcome);
    this.changed();
    if (view.paths.size === 0) return;
    const files = await this.api.files(view.id);
    if (signal.aborted) return;
    this.files.set(view.id, files);
    view.version++;
    this.changed();
  }

  /** Shows a failure instead of throwing it; true when there was none. */
  async #tell(kind: Notice["kind"], work: () => Promise<unknown>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (error) {
      if (error instanceof Refusal && error.status === 401) this.keyNeeded = true;
      else this.notice = { kind, why: error instanceof Error ? error.message : String(error) };
      this.changed();
      return false;
    }
  }
}

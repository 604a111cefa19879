// The server's API as the widget uses it.
import { EventSourceParserStream } from "eventsource-parser/stream";
import type { Conversation, FileWithEvidence, ListedConversation, NumberedEvent, Profile, Run } from "./events.ts";

/** What the server refused, in its own words. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    detail: string,
  ) {
    super(detail);
  }
}

/** A key or token, or how to get one; it is asked before every request. */
export type Key = string | (() => string | Promise<string>);

export type PatchedFile = FileWithEvidence & { patch: string };

const JSON_TYPE = { "Content-Type": "application/json" };

export class Api {
  constructor(
    readonly base: string,
    readonly key: () => Key | undefined,
  ) {}

  async fetch(path: string, options: RequestInit = {}): Promise<Response> {
    const given = this.key();
    const key = typeof given === "function" ? await given() : given;
    const headers = new Headers(options.headers);
    if (key) headers.set("Authorization", `Bearer ${key}`);
    const response = await fetch(this.base + path, { ...options, headers });
    if (response.ok) return response;
    const problem = (await response.json().catch(() => ({}))) as { detail?: string };
    throw new Refusal(response.status, problem.detail ?? `HTTP ${response.status}`);
  }

  async #json<T>(path: string, options?: RequestInit): Promise<T> {
    return (await (await this.fetch(path, options)).json()) as T;
  }

  #post<T>(path: string, body: unknown, headers: Record<string, string> = {}): Promise<T> {
    return this.#json<T>(path, { method: "POST", headers: { ...JSON_TYPE, ...headers }, body: JSON.stringify(body) });
  }

  model = async () => (await this.#json<{ model: string }>("/readyz")).model;

  workspaces = () => this.#json<{ workspaces: string[]; sent: string[]; git: boolean }>("/v1/workspaces");

  profile = (workspace: string) => this.#json<Profile>(`/v1/workspaces/${encodeURIComponent(workspace)}`);

  source = (workspace: string, path: string) =>
    this.#json<{ path: string; text: string; whole: boolean }>(
      `/v1/workspaces/${encodeURIComponent(workspace)}/file?path=${encodeURIComponent(path)}`,
    );

  /** A zip as it is, other files as texts. */
  async send(files: File[]): Promise<string> {
    const [first] = files;
    const zip = files.length === 1 && first?.name.toLowerCase().endsWith(".zip") ? first : undefined;
    const texts = async () =>
      JSON.stringify({
        files: await Promise.all(files.map(async (f) => ({ path: f.webkitRelativePath || f.name, content: await f.text() }))),
      });
    const name = encodeURIComponent(first?.name.replace(/\.[^.]*$/, "") ?? "");
    const { workspace } = await this.#json<{ workspace: string }>(`/v1/workspaces?name=${name}`, {
      method: "POST",
      headers: { "Content-Type": zip ? "application/zip" : "application/json" },
      body: zip ?? (await texts()),
    });
    return workspace;
  }

  clone = async (git: string) => (await this.#post<{ workspace: string }>("/v1/workspaces", { git })).workspace;

  removeWorkspace = (name: string) => this.fetch(`/v1/workspaces/${encodeURIComponent(name)}`, { method: "DELETE" });

  conversations = async () => (await this.#json<{ conversations: ListedConversation[] }>("/v1/conversations")).conversations;

  conversation = (id: string) => this.#json<Conversation & { runs: Run[] }>(`/v1/conversations/${id}`);

  begin = (workspace: string) => this.#post<Conversation>("/v1/conversations", { workspace });

  forget = (id: string) => this.fetch(`/v1/conversations/${id}`, { method: "DELETE" });

  /** The same key starts one run, also when the answer to the first request was lost. */
  ask = (conversation: string, question: string, insteadOf: string | undefined, key: string) =>
    this.#post<Run>(
      `/v1/conversations/${conversation}/runs`,
      insteadOf ? { question, instead_of: insteadOf } : { question },
      { "Idempotency-Key": key },
    );

  cancel = (run: string) => this.fetch(`/v1/runs/${run}/cancel`, { method: "POST" });

  /** Whether this page came from the server: only then may a person allow something in it. */
  get own(): boolean {
    return new URL(this.base).origin === location.origin;
  }

  /** What an approval asks for, and the secret that a yes to it carries. */
  show = (run: string, approval: string) =>
    this.#json<{ action: string; detail: string; secret: string }>(`/v1/runs/${run}/approvals/${approval}/show`, { method: "POST" });

  allow = (run: string, approval: string, secret: string) => this.#post(`/v1/runs/${run}/approvals/${approval}`, { approve: true, secret });

  disallow = (run: string, approval: string, reason: string) =>
    this.#post(`/v1/runs/${run}/approvals/${approval}`, { approve: false, reason });

  files = async (run: string) => (await this.#json<{ files: PatchedFile[] }>(`/v1/runs/${run}/files`)).files;

  /** The events of a run after one, until the connection ends. */
  async *events(run: string, after: number, signal: AbortSignal): AsyncGenerator<NumberedEvent> {
    const response = await this.fetch(`/v1/runs/${run}/events`, { headers: { "Last-Event-ID": String(after) }, signal });
    if (!response.body) return;
    const reader = response.body.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream()).getReader();
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      const { id, event, data } = next.value;
      yield { id: Number(id), type: event, data: JSON.parse(data) } as NumberedEvent;
    }
  }
}

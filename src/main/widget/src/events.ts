// What the server sends: schema Event of /openapi.json, and what its events carry.

export interface Usage {
  sent: number;
  cached: number;
  received: number;
  /** Missing where the price list does not have the model. */
  dollars?: number;
}

export interface Finding {
  rule: string;
  severity: "critical" | "high" | "medium" | "low" | "info";
  path: string;
  line: number;
  column: number;
  endLine: number;
  message: string;
  remedy: string;
}

export interface Evidence {
  check: string;
  verdict: "passed" | "failed" | "not_run";
  version?: string;
  millis?: number;
  said?: string;
  why?: string;
}

export interface FileWithEvidence {
  path: string;
  purpose: string;
  /** Missing for a file that is deleted, and for one that holds a secret. */
  content?: string;
  /** Why the content is missing, where the file is not deleted. */
  withheld?: string;
  evidence: Evidence[];
}

export interface Result {
  status: "done" | "nothing_found" | "retry" | "refused" | "failed";
  text: string;
  findings?: Finding[];
  files?: { path: string }[];
}

export type AgentEvent =
  | { type: "run_started"; data: { run: string; workspace: string; model: string; question: string } }
  | { type: "step_started" | "step_finished"; data: { step: number } }
  | { type: "step_restarted"; data: { step: number; why: string } }
  | { type: "model_retried"; data: { why: string; millis: number } }
  | { type: "text_delta"; data: { text: string } }
  | { type: "tool_started"; data: { call: string; tool: string; arguments: Record<string, unknown> } }
  | { type: "tool_progressed"; data: { call: string; message: string } }
  | { type: "approval_requested"; data: { approval: string; call: string; tool: string; action: string; detail: string } }
  | { type: "approval_decided"; data: { approval: string; call: string; approved: boolean; reason: string } }
  | { type: "tool_finished"; data: { call: string; tool: string; result: Result; millis: number } }
  | { type: "draft_changed"; data: { call: string; change: number; tool: string; why: string; files: { path: string }[]; patch: string } }
  | { type: "draft_verified"; data: { files: { path: string }[]; deleted: string[] } }
  | { type: "model_told"; data: { about: "left" | "answer" | "last"; text: string } }
  | { type: "usage"; data: Usage }
  | { type: "numbers_unsourced"; data: { numbers: string[] } }
  | { type: "limit_reached"; data: { limit: string; sentence: string } }
  | { type: "run_finished"; data: { answer: string } }
  | { type: "run_cancelled"; data: Record<string, never> }
  | { type: "run_failed"; data: { sentence: string } };

export type NumberedEvent = AgentEvent & { id: number };

export interface Conversation {
  id: string;
  workspace: string;
  created: string;
}

export interface ListedConversation extends Conversation {
  /** The beginning of its first question; empty while none was asked. */
  title: string;
  touched: string;
}

export interface Run {
  id: string;
  question: string;
  status: "running" | "finished" | "cancelled" | "failed";
}

export interface Profile {
  workspace: string;
  questions: string[];
}

// One run as it is drawn: question, calls, answer, files, and what can be done with them.
import { html, nothing, type TemplateResult } from "lit";
import "./answer.ts";
import type { Chat } from "./chat.ts";
import { copy, save } from "./dom.ts";
import type { Finding, Usage } from "./events.ts";
import { highlighted } from "./highlight.ts";
import type { FileCard } from "./file-card.ts";
import "./file-card.ts";
import { fold } from "./markdown.ts";
import type { ApprovalBlock, Block, CallBlock, RunView } from "./run-view.ts";
import type { Say } from "./strings.ts";

/** What drawing needs beside the run. */
export interface Around {
  chat: Chat;
  say: Say;
  language: string;
  open(path: string, line: number): void;
}

/** More are shown when asked for. */
const FINDINGS = 30;
const RESULT_TEXT = 6_000;

export function runTemplate(view: RunView, last: boolean, around: Around): TemplateResult {
  const { chat, say } = around;
  return html`<section class="run" aria-label=${view.question}>
    <div class="me">
      <div dir="auto">${view.question}</div>
      ${chat.busy ? nothing : html`<button type="button" class="plain" @click=${() => chat.edit(view)}>${say("edit")}</button>`}
    </div>
    ${view.blocks.map((block) => blockTemplate(block, view, around))} ${outcome(view, say)} ${filesTemplate(view, around)}
    ${view.outcome
      ? html`<div class="row">
          ${view.answer ? html`<button type="button" class="plain" @click=${(e: Event) => copy(view.answer, e.currentTarget as HTMLElement, say("copied"))}>${say("copy")}</button>` : nothing}
          ${last && !chat.busy ? html`<button type="button" class="plain" @click=${() => chat.again(view)}>${say("retry")}</button>` : nothing}
          ${view.usage?.sent ? html`<span class="usage" dir="auto">${usageText(view.usage, around)}</span>` : nothing}
        </div>`
      : nothing}
  </section>`;
}

function blockTemplate(block: Block, view: RunView, around: Around): TemplateResult {
  const { say } = around;
  switch (block.kind) {
    case "text": {
      // Folded once it is whole: nothing that is being read goes away.
      const [first, rest] = view.outcome && block === view.blocks.at(-1) ? fold(block.text) : [block.text, ""];
      const files = view.paths;
      const answer = (text: string) =>
        html`<architect-answer .say=${say} .open=${around.open} .show=${showFile} .files=${files} .text=${text}></architect-answer>`;
      return html`${answer(first)}${rest ? html`<details class="rest"><summary>${say("showWhole")}</summary>${answer(rest)}</details>` : nothing}`;
    }
    case "call":
      return callTemplate(block, around);
    case "approval":
      return approvalTemplate(block, view, around);
    case "retry":
      return html`<div class="notice">${say("askingAgain", { why: block.why, seconds: Math.ceil(block.millis / 1000) })}</div>`;
    case "limit":
      return html`<div class="notice">${block.sentence}</div>`;
  }
}

/** Opens the card of a file that was handed over; `this` is an answer of the same run. */
function showFile(this: HTMLElement, path: string): void {
  const cards = [...(this.closest(".run")?.querySelectorAll<FileCard>("architect-file") ?? [])];
  cards.find((card) => card.file?.path === path)?.show();
}

function outcome(view: RunView, say: Say): TemplateResult | typeof nothing {
  if (view.outcome?.kind === "cancelled") return html`<div class="notice">${say("stopped")}</div>`;
  if (view.outcome?.kind === "failed") return html`<div class="notice bad" dir="auto">${view.outcome.sentence}</div>`;
  return view.unsourced.length ? html`<div class="notice">${say("unsourced", { numbers: view.unsourced.join(", ") })}</div>` : nothing;
}

function callTemplate(call: CallBlock, around: Around): TemplateResult {
  const { say } = around;
  const { result } = call;
  const state = !result ? "running" : result.status === "done" || result.status === "nothing_found" ? "done" : result.status === "retry" ? "failed" : result.status;
  return html`<details class="tool ${state}">
    <summary>
      <span class="dot"></span><span class="name" dir="ltr">${call.tool}</span><span class="note" dir="auto">${callNote(call, around)}</span>
    </summary>
    <div class="body">
      ${Object.keys(call.arguments).length
        ? html`<p class="soft">${say("input")} <code dir="ltr">${JSON.stringify(call.arguments)}</code></p>`
        : nothing}
      ${call.patch ? html`<pre tabindex="0" dir="ltr"><code>${highlighted(call.patch, "diff")}</code></pre>` : nothing}
      ${result?.findings?.length ? findingsTemplate(result.findings, around) : nothing}
      ${result && !result.findings?.length ? html`<pre tabindex="0" dir="auto"><code>${result.text.slice(0, RESULT_TEXT)}</code></pre>` : nothing}
    </div>
  </details>`;
}

function callNote({ result, millis, progress, started }: CallBlock, { say, language }: Around): string {
  const seconds = (ms: number, digits: number) =>
    say("seconds", { seconds: (ms / 1000).toLocaleString(language, { minimumFractionDigits: digits, maximumFractionDigits: digits }) });
  if (!result) return [progress || say("working"), seconds(Math.max(0, performance.now() - started), 0)].join(" · ");
  const status = result.status === "retry" ? "tryAgain" : result.status;
  return [
    ...(status === "done" ? [] : [say(status)]),
    ...(result.findings?.length ? [say("findings", { count: result.findings.length })] : []),
    ...(result.files?.length ? [say("files", { count: result.files.length })] : []),
    seconds(millis ?? 0, 2),
  ].join(" · ");
}

function findingsTemplate(findings: Finding[], around: Around): TemplateResult {
  const rest = findings.slice(FINDINGS);
  return html`${findings.slice(0, FINDINGS).map((finding) => findingTemplate(finding, around))}
  ${rest.length
    ? html`<details>
        <summary>${around.say("showAll", { count: findings.length })}</summary>
        <div class="body">${rest.map((finding) => findingTemplate(finding, around))}</div>
      </details>`
    : nothing}`;
}

/** A sentence with code in it. */
const inline = (text: string) => text.split(/`([^`]+)`/).map((piece, i) => (i % 2 ? html`<code dir="ltr">${piece}</code>` : piece));

function findingTemplate({ severity, message, path, line, column, rule, remedy }: Finding, { say, open }: Around): TemplateResult {
  return html`<div class="finding">
    <div><span class="severity ${severity}">${severity}</span>${message}</div>
    <div class="mono" dir="ltr">
      <button type="button" class="place" title=${say("openAt", { path, line })} @click=${() => open(path, line)}>${path}:${line}:${column}</button>
      · ${rule}
    </div>
    <div class="remedy">${inline(remedy)}</div>
  </div>`;
}

/** A patch, SQL, or an address. */
const languageOfDetail = (detail: string) => (/^diff --git /m.test(detail) ? "diff" : detail.includes("://") ? "" : "sql");

/** Nothing beyond reading is done before somebody says yes here. */
function approvalTemplate(block: ApprovalBlock, view: RunView, { chat, say }: Around): TemplateResult {
  const { decision } = block;
  if (decision || view.outcome)
    return html`<div class="approval">
      <p>${block.action}</p>
      ${decision ? html`<p class="soft">${decision.approved ? say("allowed") : say("notAllowed", { reason: decision.reason })}</p>` : nothing}
    </div>`;
  const reject = (e: Event) => {
    e.preventDefault();
    void chat.disallow(view, block.approval, (e.currentTarget as HTMLFormElement).querySelector("input")!.value);
  };
  // A page of another origin could answer for the person: there the server's own page asks.
  const allow = chat.api.own
    ? html`<button type="button" class="main" @click=${() => chat.allow(view, block)}>${say("allow")}</button>`
    : html`<a target="_blank" rel="noopener noreferrer" href=${`${chat.api.base}/#conversation=${chat.conversation ?? ""}`}>${say("allowThere")}</a>`;
  return html`<form class="approval" role="group" aria-label=${say("approval")} @submit=${reject}>
    <p><strong>${block.action}</strong></p>
    <pre tabindex="0" dir="ltr"><code>${highlighted(block.detail, languageOfDetail(block.detail))}</code></pre>
    <div class="row">
      ${allow}
      <input class="grow" type="text" maxlength="1000" placeholder=${say("reason")} aria-label=${say("reason")} />
      <button type="submit">${say("disallow")}</button>
    </div>
  </form>`;
}

function filesTemplate(view: RunView, { chat, say }: Around): TemplateResult | typeof nothing {
  const files = chat.files.get(view.id);
  if (!view.outcome || !files?.length) return nothing;
  const download = async (name: string) => save(await (await chat.api.fetch(`/v1/runs/${view.id}/files.${name}`)).blob(), `architect-files.${name}`);
  return html`<div class="row">
      <span class="soft">${say("files", { count: files.length })}</span>
      <button type="button" @click=${() => download("zip")}>${say("downloadZip")}</button>
      <button type="button" @click=${() => download("patch")}>${say("downloadPatch")}</button>
    </div>
    ${files.map((file) => html`<architect-file .say=${say} .file=${file}></architect-file>`)}`;
}

/** What a run used, and how much of it the provider had in its cache. */
function usageText({ sent, cached, received, dollars }: Usage, { say, language }: Around): string {
  const number = (n: number) => n.toLocaleString(language);
  const share = Math.round((100 * cached) / sent);
  const used = say("usage", { sent: number(sent), share, received: number(received) });
  if (dollars === undefined) return used;
  const cost = dollars.toLocaleString(language, { style: "currency", currency: "USD", minimumFractionDigits: dollars < 0.1 ? 4 : 2 });
  return `${used}, ${say("cost", { dollars: cost })}`;
}

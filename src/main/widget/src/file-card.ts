// <architect-file>: one file that was handed over, with its change and its evidence. Drawn when opened.
import type { PatchedFile } from "./api.ts";
import { codeBlock } from "./answer.ts";
import { element } from "./dom.ts";
import type { Evidence, FileWithEvidence } from "./events.ts";
import { languageOf } from "./highlight.ts";
import type { Say } from "./strings.ts";
import { Tabs } from "./tabs.ts";

export class FileCard extends HTMLElement {
  say: Say = (name) => name;
  file: FileWithEvidence | PatchedFile | undefined;
  #details: HTMLDetailsElement | undefined;

  connectedCallback(): void {
    if (this.#details || !this.file) return;
    const { path, evidence } = this.file;
    const name = element("span", { class: "name", dir: "ltr" }, path);
    this.#details = element("details", { class: "file", toggle: () => this.#open() }, element("summary", {}, name, this.#verdict(evidence)));
    this.append(this.#details);
  }

  show(): void {
    if (!this.#details) return;
    this.#details.open = true;
    this.#details.scrollIntoView({ block: "start" });
    this.#details.querySelector("summary")?.focus({ preventScroll: true });
  }

  #verdict(evidence: Evidence[]): HTMLElement {
    const of = (verdict: string) => evidence.filter((e) => e.verdict === verdict).length;
    if (of("failed") > 0) return element("span", { class: "note failed" }, this.say("checksFailed", { count: of("failed") }));
    if (of("passed") > 0) return element("span", { class: "note passed" }, this.say("checksPassed", { count: of("passed") }));
    return element("span", { class: "note" }, this.say("noCheck"));
  }

  #open(): void {
    if (!this.#details?.open || this.#details.children.length > 1 || !this.file) return;
    const { path, content, withheld, purpose, evidence } = this.file;
    const tabs = new Tabs(path);
    if ("patch" in this.file) tabs.add(this.say("changes")).append(patch(this.file.patch, this.say));
    if (content !== undefined) tabs.add(this.say("file")).append(codeBlock(content, languageOf(path), path, this.say));
    tabs.add(this.say("evidence")).append(list(evidence, this.say));
    this.#details.append(element("div", { class: "body" }, element("p", { class: "soft" }, [purpose, withheld].filter(Boolean).join(" · ")), tabs.node));
  }
}

/** A patch of one file: what goes, what comes, and around it what stays. */
function patch(text: string, say: Say): HTMLElement {
  if (!text) return element("p", { class: "soft" }, say("unchanged"));
  const all = text.replace(/\n$/, "").split("\n");
  const from = all.findIndex((line) => line.startsWith("@@"));
  const kinds: Record<string, string> = { "+": "add", "-": "cut", "@": "at", "\\": "at" };
  const lines = all.slice(from).map((line) => element("span", { class: kinds[line.charAt(0)] ?? "" }, line || " "));
  const starts = (words: string) => all.some((line) => line.startsWith(words));
  const kind = starts("new file mode") ? "newFile" : starts("deleted file mode") ? "deletedFile" : undefined;
  const pre = element("pre", { class: "patch", tabindex: "0" }, element("code", {}, ...lines));
  return element("div", { class: "code", dir: "ltr" }, ...(kind ? [element("div", { class: "bar" }, element("span", {}, say(kind)))] : []), pre);
}

function list(evidence: Evidence[], say: Say): HTMLElement {
  return element(
    "ul",
    { class: "evidence" },
    ...evidence.map((one) => {
      const more = one.why ?? [one.version, one.said].filter(Boolean).join(" · ");
      const took = one.millis === undefined ? "" : ` (${one.millis} ms)`;
      const badge = element("span", { class: `badge ${one.verdict}` }, say(one.verdict));
      return element("li", {}, badge, element("code", { dir: "ltr" }, one.check), took, element("div", {}, more));
    }),
  );
}

customElements.define("architect-file", FileCard);

// <architect-answer>: Markdown that may still be growing. Pieces that did not change keep their nodes,
// so that a reader's selection, scroll and open tab stay.
import type { Token } from "marked";
import { copy, element, fileName, save } from "./dom.ts";
import { highlighted } from "./highlight.ts";
import { sections, type Section } from "./markdown.ts";
import { type CodeMaker, nodes } from "./nodes.ts";
import type { Say } from "./strings.ts";
import { Tabs } from "./tabs.ts";

/** As tools and answers name a place: prisma/schema.prisma:12. */
const PLACE = /^([\w@.()[\]-]+(?:\/[\w@.()[\]-]+)*):(\d+)(?::\d+)?$/;

interface Drawn {
  raw: string;
  node: Node;
  tabs?: { tabs: Tabs; panels: Sheet[] };
}

/** A list of sections in a parent. */
class Sheet {
  #drawn: Drawn[] = [];

  constructor(
    readonly parent: HTMLElement,
    readonly answer: Answer,
  ) {}

  update(all: Section[]): void {
    all.forEach((section, i) => {
      const known = this.#drawn[i];
      if (section.kind === "parts") {
        const drawn = known?.tabs ? known : this.#put(i, this.#tabs());
        this.#parts(drawn.tabs!, section.parts);
      } else if (known?.raw !== section.raw) {
        this.#put(i, { raw: section.raw, node: this.answer.piece(section.token) });
      }
    });
    for (const left of this.#drawn.splice(all.length)) this.parent.removeChild(left.node);
  }

  #put(i: number, drawn: Drawn): Drawn {
    const known = this.#drawn[i];
    if (known) this.parent.replaceChild(drawn.node, known.node);
    else this.parent.append(drawn.node);
    this.#drawn[i] = drawn;
    return drawn;
  }

  #tabs(): Drawn {
    const tabs = new Tabs(this.answer.say("parts"));
    return { raw: "", node: tabs.node, tabs: { tabs, panels: [] } };
  }

  #parts({ tabs, panels }: NonNullable<Drawn["tabs"]>, parts: { title: string; sections: Section[] }[]): void {
    parts.forEach((part, i) => {
      panels[i] ??= new Sheet(tabs.add(part.title), this.answer);
      tabs.title(i, part.title);
      panels[i].update(part.sections);
    });
  }
}

export class Answer extends HTMLElement {
  say: Say = (name) => name;
  /** Opens a file of the workspace at a line. */
  open: (path: string, line: number) => void = () => {};
  /** Shows a file that was handed over, by its path. */
  show: (path: string) => void = () => {};
  /** Paths of the files that were handed over before this was written. */
  files: ReadonlySet<string> = new Set();
  #sheet = new Sheet(this, this);
  #text = "";

  get text(): string {
    return this.#text;
  }

  set text(text: string) {
    if (text === this.#text) return;
    this.#text = text;
    this.#sheet.update(sections(text));
  }

  /** One element, its code coloured and its places made to open. */
  piece(token: Token): Node {
    return element("div", { class: "piece", dir: "auto" }, ...nodes([token], this.#code));
  }

  #code: CodeMaker = {
    block: (text, language) => codeBlock(text, language, "", this.say),
    inline: (text) => {
      const code = element("code", { dir: "ltr" }, text);
      const [, path, line] = PLACE.exec(text) ?? [];
      if (this.files.has(text)) return element("button", { type: "button", class: "place", click: () => this.show(text) }, code);
      if (!path || !line) return code;
      const opens = () => this.open(path, Number(line));
      return element("button", { type: "button", class: "place", title: this.say("openAt", { path, line }), click: opens }, code);
    },
  };
}

/** Code with what one does with it: copy, and keep as a file. */
export function codeBlock(text: string, language: string, path: string, say: Say): HTMLElement {
  const name = path ? fileName(path) : `snippet.${language || "txt"}`;
  const copies = (e: Event) => void copy(text, e.currentTarget as HTMLElement, say("copied"));
  return element(
    "div",
    { class: "code", dir: "ltr" },
    element(
      "div",
      { class: "bar" },
      element("span", {}, path || language),
      element("button", { type: "button", click: copies }, say("copy")),
      element("button", { type: "button", click: () => save(text, name) }, say("download")),
    ),
    element("pre", { tabindex: "0" }, element("code", {}, highlighted(text, language))),
  );
}

customElements.define("architect-answer", Answer);

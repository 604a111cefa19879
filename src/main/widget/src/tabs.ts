// Tabs as the ARIA practices describe them: one stop for Tab, arrow keys between them.
import { element } from "./dom.ts";

let made = 0;

export class Tabs {
  readonly node: HTMLElement;
  readonly #list: HTMLElement;
  readonly #tabs: HTMLButtonElement[] = [];
  readonly #panels: HTMLElement[] = [];
  readonly #id = `tabs-${made++}`;

  constructor(label: string) {
    this.#list = element("div", { role: "tablist", "aria-label": label, keydown: (e) => this.#key(e as KeyboardEvent) });
    this.node = element("div", { class: "tabs" }, this.#list);
  }

  get count(): number {
    return this.#tabs.length;
  }

  /** The panel of a new tab; the first one is shown. */
  add(title: string): HTMLElement {
    const number = this.#tabs.length;
    const id = `${this.#id}-${number}`;
    const tab = element("button", { type: "button", role: "tab", id, "aria-controls": `${id}-panel`, click: () => this.show(number) }, title);
    const panel = element("div", { role: "tabpanel", id: `${id}-panel`, "aria-labelledby": id, tabindex: "0" });
    this.#tabs.push(tab);
    this.#panels.push(panel);
    this.#list.append(tab);
    this.node.append(panel);
    this.#mark(tab, panel, number === 0);
    return panel;
  }

  title(number: number, title: string): void {
    const tab = this.#tabs[number];
    if (tab && tab.textContent !== title) tab.textContent = title;
  }

  show(number: number): void {
    this.#tabs.forEach((tab, i) => this.#mark(tab, this.#panels[i]!, i === number));
  }

  #mark(tab: HTMLElement, panel: HTMLElement, shown: boolean): void {
    tab.setAttribute("aria-selected", String(shown));
    tab.tabIndex = shown ? 0 : -1;
    panel.hidden = !shown;
  }

  #key(event: KeyboardEvent): void {
    const at = this.#tabs.findIndex((tab) => tab.getAttribute("aria-selected") === "true");
    const forward = getComputedStyle(this.node).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    const backward = forward === "ArrowRight" ? "ArrowLeft" : "ArrowRight";
    const last = this.#tabs.length - 1;
    const to = { [forward]: at === last ? 0 : at + 1, [backward]: at === 0 ? last : at - 1, Home: 0, End: last }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    this.show(to);
    this.#tabs[to]?.focus();
  }
}

// <deployment-architect src="https://architect.example">: the chat as one tag.
//   src        the server; without it, the one this page came from
//   workspace  which workspace to begin with
//   theme      light or dark; without it, as the reader's system has it
//   strings    a JSON file with the widget's own words in another language
// Properties: key (a key or token, or a function that gives one), strings (those words as an object).
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { guard } from "lit/directives/guard.js";
import { repeat } from "lit/directives/repeat.js";
import { Api, type Key } from "./api.ts";
import { Chat } from "./chat.ts";
import { type Around, runTemplate } from "./run-template.ts";
import { showSource } from "./source-dialog.ts";
import { say, type Say, type Strings } from "./strings.ts";
import { style } from "./style.ts";

/** So near to its end, the page keeps following it. */
const NEAR_PIXELS = 120;

export class DeploymentArchitect extends LitElement {
  static override styles = style;
  static override properties = {
    src: {},
    workspace: {},
    strings: { converter: { fromAttribute: (value: string | null) => value ?? undefined } },
    historyShown: { state: true },
    adding: { state: true },
  };

  declare src: string | undefined;
  declare workspace: string | undefined;
  declare strings: Partial<Strings> | string | undefined;
  declare historyShown: boolean;
  declare adding: boolean;
  key: Key | undefined;
  #say: Say = say({});
  #chat: Chat | undefined;
  #frame = 0;
  #clock: ReturnType<typeof setInterval> | undefined;
  #dragged = 0;

  constructor() {
    super();
    this.historyShown = false;
    this.adding = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // Calls under way show how long they take.
    this.#clock = setInterval(() => this.#chat?.busy && this.requestUpdate(), 1_000);
    if (this.hasUpdated) this.#start();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#clock);
    this.#chat?.leave();
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("strings")) void this.#translate();
    if (changed.has("src") || !this.#chat) this.#start();
  }

  async #translate(): Promise<void> {
    const given = this.strings;
    this.#say = say(typeof given === "object" ? given : {});
    if (typeof given !== "string") return;
    try {
      this.#say = say((await (await fetch(given)).json()) as Partial<Strings>);
      this.requestUpdate();
    } catch (error) {
      console.error(`deployment-architect: ${given} cannot be read`, error);
    }
  }

  #start(): void {
    this.#chat?.leave();
    const base = new URL(this.src ?? "/", document.baseURI).href.replace(/\/$/, "");
    const place = (name: string) => `deployment-architect:${name}:${base}`;
    const api = new Api(base, () => this.key ?? this.getAttribute("key") ?? sessionStorage.getItem(place("key")) ?? undefined);
    // A page of another origin leads here, to the conversation whose approval it cannot give.
    const linked = api.own ? new URLSearchParams(location.hash.slice(1)).get("conversation") : null;
    const memory = {
      get: () => linked ?? localStorage.getItem(place("conversation")),
      set: (id: string | undefined) =>
        id === undefined ? localStorage.removeItem(place("conversation")) : localStorage.setItem(place("conversation"), id),
    };
    this.#chat = new Chat(api, () => this.#changed(), memory);
    void this.#chat.begin(this.workspace ?? null);
  }

  /** Not more often than the screen is drawn. */
  #changed(): void {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      this.requestUpdate();
    });
  }

  protected override update(changed: PropertyValues): void {
    const log = this.renderRoot.querySelector(".log");
    const near = !log || log.scrollHeight - log.scrollTop - log.clientHeight < NEAR_PIXELS;
    super.update(changed);
    if (near && log) log.scrollTop = log.scrollHeight;
  }

  override render(): TemplateResult {
    const chat = this.#chat!;
    const t = this.#say;
    if (chat.keyNeeded) return html`<section class="app" aria-label=${t("title")}>${this.#keyForm(chat)}</section>`;
    return html`<section class="app" aria-label=${t("title")} @keydown=${this.#key} @dragover=${this.#over} @dragenter=${this.#over} @dragleave=${this.#out} @drop=${this.#drop}>
      ${this.#header(chat)} ${this.historyShown ? this.#history(chat) : nothing}
      <div class="log" role="log" aria-live="off" tabindex="0" aria-label=${t("conversation")}>
        <div class="inner">${chat.runs.length ? this.#runs(chat) : this.#hello(chat)} ${this.#notices(chat)}</div>
      </div>
      ${this.#composer(chat)}
      <div class="sr" role="status">${chat.busy ? t("answering") : chat.runs.at(-1)?.outcome ? t("answered") : ""}</div>
      ${this.adding ? this.#adder(chat) : nothing}
    </section>`;
  }

  #header(chat: Chat): TemplateResult {
    const t = this.#say;
    const choose = (e: Event) => void chat.fresh((e.target as HTMLSelectElement).value);
    return html`<header>
      <button type="button" class="icon" aria-expanded=${this.historyShown} @click=${() => (this.historyShown = !this.historyShown)} title=${t("history")} aria-label=${t("history")}>☰</button>
      <strong class="title">${t("title")}</strong>
      <select aria-label=${t("workspace")} @change=${choose}>
        ${chat.workspaces.map((name) => html`<option .value=${name} ?selected=${name === chat.workspace}>${name}</option>`)}
      </select>
      ${chat.sent.includes(chat.workspace)
        ? html`<button type="button" class="icon" title=${t("removeWorkspace")} aria-label=${t("removeWorkspace")} @click=${() => chat.remove(chat.workspace)}>×</button>`
        : nothing}
      <button type="button" class="icon" title=${t("addWorkspace")} aria-label=${t("addWorkspace")} @click=${() => (this.adding = true)}>+</button>
      <button type="button" @click=${() => this.#fresh(chat)}>${t("newConversation")}</button>
      <span class="model">${chat.model === "offline" ? t("noModel") : chat.model}</span>
    </header>`;
  }

  #history(chat: Chat): TemplateResult {
    const t = this.#say;
    const open = (id: string) => {
      this.historyShown = !this.#narrow();
      void chat.open(id);
    };
    return html`<nav aria-label=${t("history")}>
      <button type="button" @click=${() => (this.historyShown = false)}>${t("close")}</button>
      ${chat.history.length === 0 ? html`<p>${t("noHistory")}</p>` : nothing}
      <ul>
        ${repeat(
          chat.history,
          (one) => one.id,
          (one) => html`<li class=${one.id === chat.conversation ? "here" : ""}>
            <button type="button" aria-current=${one.id === chat.conversation} @click=${() => open(one.id)}>
              <span dir="auto">${one.title}</span>
              <small>${one.workspace} · ${new Date(one.touched).toLocaleString(this.#language, { dateStyle: "medium", timeStyle: "short" })}</small>
            </button>
            <button type="button" class="plain icon" title=${t("forget", { title: one.title })} aria-label=${t("forget", { title: one.title })} @click=${() => chat.forget(one.id)}>×</button>
          </li>`,
        )}
      </ul>
    </nav>`;
  }

  #hello(chat: Chat): TemplateResult {
    const t = this.#say;
    return html`<div class="hello">
      <h2>${t("greeting")}</h2>
      <p>${t("introduction")}</p>
      <div class="starts">
        ${chat.questions.map((question) => html`<button type="button" dir="auto" @click=${() => this.#ask(chat, question)}>${question}</button>`)}
      </div>
    </div>`;
  }

  #runs(chat: Chat): unknown {
    const around: Around = {
      chat,
      say: this.#say,
      language: this.#language,
      open: (path, line) => void showSource(this.renderRoot, chat, path, line, this.#say),
    };
    return repeat(
      chat.runs,
      (view) => view.id,
      (view) => {
        const last = view === chat.runs.at(-1);
        const second = view.outcome ? 0 : Math.floor(performance.now() / 1_000);
        return guard([view, view.version, chat.busy, last, second, this.#say], () => runTemplate(view, last, around));
      },
    );
  }

  #notices({ lost, notice }: Chat): TemplateResult {
    const t = this.#say;
    const text = !notice ? "" : notice.kind === "plain" ? notice.why : t(notice.kind, { why: notice.why });
    return html`${lost ? html`<div class="notice" role="status">${t("lost")}</div>` : nothing}
    ${text ? html`<div class="notice bad" role="alert">${text}</div>` : nothing}`;
  }

  #composer(chat: Chat): TemplateResult {
    const t = this.#say;
    return html`<footer>
      <div class="inner">
        ${chat.editing
          ? html`<div class="row">
              <span class="soft">${t("editing")}</span><button type="button" class="plain" @click=${() => this.#edit(chat)}>${t("cancel")}</button>
            </div>`
          : nothing}
        <form @submit=${(e: Event) => this.#submit(e, chat)}>
          <textarea rows="1" dir="auto" maxlength="20000" placeholder=${t("placeholder")} aria-label=${t("question")} @input=${() => this.#grow()}></textarea>
          ${chat.busy ? html`<button type="button" @click=${() => chat.stop()}>${t("stop")}</button>` : nothing}
          <button class="main" type="submit" ?disabled=${chat.busy}>${t("ask")}</button>
        </form>
      </div>
    </footer>`;
  }

  #keyForm(chat: Chat): TemplateResult {
    const t = this.#say;
    const enter = (e: Event) => {
      e.preventDefault();
      sessionStorage.setItem(`deployment-architect:key:${chat.api.base}`, (e.target as HTMLFormElement).querySelector("input")!.value.trim());
      this.key = undefined;
      this.#start();
    };
    return html`<div class="log">
      <form class="inner hello" @submit=${enter}>
        <h2>${t("keyNeeded")}</h2>
        <div class="row">
          <input class="grow" type="password" autocomplete="off" aria-label=${t("key")} placeholder=${t("key")} required />
          <button class="main" type="submit">${t("enter")}</button>
        </div>
      </form>
    </div>`;
  }

  #adder(chat: Chat): TemplateResult {
    const t = this.#say;
    const add = async (what: File[] | string) => {
      this.adding = false;
      await chat.add(what);
    };
    const clone = (e: Event) => {
      e.preventDefault();
      void add((e.target as HTMLFormElement).querySelector("input")!.value.trim());
    };
    return html`<dialog class="narrow" aria-label=${t("addWorkspace")} @close=${() => (this.adding = false)}>
      <div class="row">
        <h2>${t("addWorkspace")}</h2>
        <button type="button" @click=${() => (this.adding = false)}>${t("close")}</button>
      </div>
      <p class="soft">${t("addHint")}</p>
      <input type="file" multiple aria-label=${t("chooseFiles")} @change=${(e: Event) => add([...((e.target as HTMLInputElement).files ?? [])])} />
      ${chat.clones
        ? html`<form @submit=${clone}>
            <p class="soft">${t("gitHint")}</p>
            <div class="row">
              <input class="grow" type="url" required placeholder="https://…" aria-label=${t("gitAddress")} /><button type="submit">${t("clone")}</button>
            </div>
          </form>`
        : nothing}
    </dialog>`;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has("adding") && this.adding) this.renderRoot.querySelector("dialog")?.showModal();
    if (changed.has("historyShown") && this.historyShown && this.#narrow()) this.renderRoot.querySelector<HTMLElement>("nav button")?.focus();
    const editing = this.#chat?.editing;
    if (editing && editing !== this.#edited) this.#write(editing.question);
    this.#edited = editing;
  }

  #edited: Chat["editing"];

  get #language(): string {
    return this.closest("[lang]")?.getAttribute("lang") || document.documentElement.lang || navigator.language;
  }

  #narrow(): boolean {
    return this.clientWidth < 46 * 16;
  }

  #field(): HTMLTextAreaElement {
    return this.renderRoot.querySelector("textarea")!;
  }

  #write(text: string): void {
    const field = this.#field();
    field.value = text;
    this.#grow();
    field.focus();
  }

  /** Where the browser does not do it by itself (`field-sizing`; Safari before 26.2). */
  #grow(): void {
    if (CSS.supports("field-sizing", "content")) return;
    const field = this.#field();
    for (field.rows = 1; field.rows < 8 && field.scrollHeight > field.clientHeight; ) field.rows++;
  }

  #edit(chat: Chat): void {
    chat.edit(undefined);
    this.#write("");
  }

  #fresh(chat: Chat): void {
    void chat.fresh();
    this.#field().focus();
  }

  #submit(e: Event, chat: Chat): void {
    e.preventDefault();
    if (chat.busy) return;
    const question = this.#field().value;
    this.#write("");
    this.#ask(chat, question);
  }

  /** Drawn at once, not with the next frame: nobody asks twice by a quick second key. */
  #ask(chat: Chat, question: string): void {
    void chat.ask(question).then((taken) => {
      if (!taken && !this.#field().value) this.#write(question);
    });
    this.requestUpdate();
  }

  #key(e: KeyboardEvent): void {
    const inField = e.composedPath()[0] instanceof HTMLTextAreaElement;
    if (e.key === "Enter" && inField && !e.shiftKey && !e.isComposing) {
      e.preventDefault();
      this.renderRoot.querySelector<HTMLFormElement>("footer form")!.requestSubmit();
    } else if (e.key === "Escape" && this.historyShown) {
      this.historyShown = false;
      this.renderRoot.querySelector<HTMLElement>("header button")?.focus();
    }
  }

  #over(e: DragEvent): void {
    e.preventDefault();
    if (e.type === "dragenter") this.#dragged++;
    (e.currentTarget as HTMLElement).classList.add("over");
  }

  #out(e: DragEvent): void {
    if (--this.#dragged <= 0) (e.currentTarget as HTMLElement).classList.remove("over");
  }

  #drop(e: DragEvent): void {
    e.preventDefault();
    this.#dragged = 0;
    (e.currentTarget as HTMLElement).classList.remove("over");
    const files = [...(e.dataTransfer?.files ?? [])];
    if (files.length && !this.#chat?.busy) void this.#chat?.add(files);
  }
}

customElements.define("deployment-architect", DeploymentArchitect);

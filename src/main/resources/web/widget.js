// Deployment Architect's chat as one tag: <deployment-architect server="https://…" workspace="…">.
// Everything shown is built as DOM nodes: text of a repository or a model never becomes markup.

const STYLE = `
:host { --bg:#f6f7f9; --card:#fff; --text:#1c2430; --soft:#5b6675; --line:#dfe3e9; --accent:#2457d6; --code:#f0f2f6;
  --bad:#b3261e; --warn:#9a6700; --good:#1a7f37; display:block; font:15px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;
  color:var(--text); background:var(--bg); height:100vh; height:100dvh; position:relative; }
@media (prefers-color-scheme: dark) { :host { --bg:#10141b; --card:#181e28; --text:#e6eaf1; --soft:#98a3b3; --line:#2b3442;
  --accent:#7aa2ff; --code:#0f131a; --bad:#ff8a80; --warn:#e3b341; --good:#56d364; } }
* { box-sizing:border-box; }
.app { display:grid; grid-template-rows:auto 1fr auto; height:100%; }
header { display:flex; gap:.8rem; align-items:center; padding:.6rem 1rem; border-bottom:1px solid var(--line); background:var(--card); }
header h1 { font-size:1rem; margin:0; font-weight:650; }
header .model { color:var(--soft); font-size:.85rem; margin-left:auto; }
select, button, textarea { font:inherit; color:inherit; }
select, button { background:var(--card); border:1px solid var(--line); border-radius:8px; padding:.3rem .7rem; cursor:pointer; }
button.main { background:var(--accent); border-color:var(--accent); color:#fff; font-weight:600; }
@media (prefers-color-scheme: dark) { button.main { color:#0b1020; } }
button:disabled { opacity:.5; cursor:default; }
:focus-visible { outline:2px solid var(--accent); outline-offset:2px; }
.log { overflow-y:auto; padding:1.2rem 1rem 2rem; scroll-behavior:smooth; }
.inner { max-width:60rem; margin:0 auto; display:flex; flex-direction:column; gap:1rem; }
.hello { text-align:center; padding:3rem 1rem 1rem; }
.hello h2 { font-size:1.5rem; margin:.2rem 0; } .hello p { color:var(--soft); max-width:36rem; margin:.4rem auto 1.2rem; }
.starts { display:flex; flex-wrap:wrap; gap:.6rem; justify-content:center; }
.me { align-self:flex-end; background:var(--accent); color:#fff; padding:.5rem .9rem; border-radius:14px 14px 4px 14px; max-width:80%; white-space:pre-wrap; }
@media (prefers-color-scheme: dark) { .me { color:#0b1020; } }
.answer { background:var(--card); border:1px solid var(--line); border-radius:12px; padding:.4rem 1.2rem .8rem; overflow-wrap:anywhere; }
.answer:empty { display:none; }
.answer h2 { font-size:1.15rem; margin:1.1rem 0 .3rem; } .answer h3 { font-size:.95rem; margin:1rem 0 .2rem; color:var(--soft); }
.answer p { margin:.6rem 0; } .answer ul, .answer ol { margin:.3rem 0; padding-left:1.4rem; }
code { background:var(--code); border-radius:5px; padding:.08em .35em; font:.86em ui-monospace,SFMono-Regular,Menlo,monospace; }
pre { background:var(--code); border:1px solid var(--line); border-radius:8px; padding:.7rem .9rem; overflow:auto; max-height:28rem; margin:.5rem 0; }
pre code { background:none; padding:0; font-size:.82rem; line-height:1.5; }
details { background:var(--card); border:1px solid var(--line); border-radius:10px; }
summary { cursor:pointer; padding:.5rem .9rem; display:flex; gap:.6rem; align-items:center; list-style:none; }
summary::-webkit-details-marker { display:none; }
summary .name { font:600 .88rem ui-monospace,monospace; } summary .note { color:var(--soft); font-size:.85rem; margin-left:auto; text-align:right; }
details > .body { padding:.1rem .9rem .8rem; border-top:1px solid var(--line); }
.dot { width:.6rem; height:.6rem; border-radius:50%; background:var(--soft); flex:none; }
.running .dot { background:var(--accent); animation:pulse 1s infinite alternate; } .done .dot { background:var(--good); } .failed .dot, .refused .dot { background:var(--bad); }
@keyframes pulse { to { opacity:.25; } } @media (prefers-reduced-motion: reduce) { .running .dot { animation:none; } .log { scroll-behavior:auto; } }
.finding { padding:.45rem 0; border-bottom:1px solid var(--line); font-size:.92rem; } .finding:last-child { border:0; }
.finding .place { font:.82rem ui-monospace,monospace; color:var(--soft); } .finding .remedy { color:var(--soft); font-size:.86rem; }
.sev { font-size:.72rem; font-weight:700; text-transform:uppercase; letter-spacing:.03em; margin-right:.5rem; }
.critical, .high { color:var(--bad); } .medium { color:var(--warn); } .low, .info { color:var(--soft); }
.file .tools { display:flex; gap:.5rem; flex-wrap:wrap; align-items:center; margin:.5rem 0; }
.badge { font-size:.78rem; border:1px solid currentColor; border-radius:99px; padding:.05rem .55rem; }
.passed { color:var(--good); } .badge.failed { color:var(--bad); } .not_run { color:var(--soft); }
.approval { border:1px solid var(--warn); border-radius:10px; padding:.4rem .9rem .8rem; background:var(--card); }
.approval .tools { display:flex; gap:.5rem; flex-wrap:wrap; } .approval input { font:inherit; color:inherit; background:var(--bg); border:1px solid var(--line); border-radius:8px; padding:.3rem .6rem; flex:1; min-width:10rem; }
.usage { color:var(--soft); font-size:.8rem; text-align:right; }
.bundle { display:flex; gap:.6rem; align-items:center; } .bundle span { color:var(--soft); font-size:.88rem; }
.notice { border-left:3px solid var(--warn); padding:.3rem .8rem; color:var(--soft); font-size:.9rem; } .notice.bad { border-color:var(--bad); }
form { border-top:1px solid var(--line); background:var(--card); padding:.7rem 1rem; }
form .inner { flex-direction:row; gap:.6rem; align-items:flex-end; }
textarea { flex:1; resize:none; border:1px solid var(--line); border-radius:10px; padding:.55rem .8rem; background:var(--bg); max-height:9rem; }
.sr { position:absolute; width:1px; height:1px; overflow:hidden; clip-path:inset(50%); }
`;

const STARTS = [
  "Our builds are taking too long and we need better deployment practices",
  "We need to set up proper monitoring and automated deployments",
  "Review this repository: what stands between it and production?",
  "Are our migrations safe to deploy?",
];

function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value != null) node.setAttribute(name, value);
  }
  node.append(...children.filter((c) => c != null));
  return node;
}

/** Inline code, bold and https links; all else is text. */
function inline(text) {
  const out = [];
  const pattern = /`([^`]+)`|\*\*([^*]+)\*\*|\[([^\]]+)\]\((https?:\/\/[^)\s]+)\)/g;
  let at = 0;
  for (const match of text.matchAll(pattern)) {
    out.push(text.slice(at, match.index));
    if (match[1] != null) out.push(el("code", {}, match[1]));
    else if (match[2] != null) out.push(el("strong", {}, match[2]));
    else out.push(el("a", { href: match[4], target: "_blank", rel: "noopener noreferrer" }, match[3]));
    at = match.index + match[0].length;
  }
  out.push(text.slice(at));
  return out;
}

function copyButton(text) {
  const button = el("button", { type: "button" }, "Copy");
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(text);
    button.textContent = "Copied";
    setTimeout(() => (button.textContent = "Copy"), 1500);
  });
  return button;
}

/** Markdown as far as answers use it, as nodes. */
function markdown(text) {
  const root = document.createDocumentFragment();
  const lines = text.split("\n");
  let list = null;
  let paragraph = null;
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i];
    const fence = line.match(/^\s*```/);
    const heading = line.match(/^(#{1,4})\s+(.*)/);
    const item = line.match(/^\s*(?:[-*]|(\d+)[.)])\s+(.*)/);
    if (fence || heading || !line.trim()) paragraph = null;
    if (!item) list = null;
    if (fence) {
      const code = [];
      while (++i < lines.length && !/^\s*```/.test(lines[i])) code.push(lines[i]);
      root.append(el("pre", { tabindex: "0" }, el("code", {}, code.join("\n"))));
    } else if (heading) {
      root.append(el(heading[1].length <= 2 ? "h2" : "h3", {}, ...inline(heading[2])));
    } else if (item) {
      const kind = item[1] ? "ol" : "ul";
      if (!list || list.localName !== kind) root.append((list = el(kind)));
      list.append(el("li", {}, ...inline(item[2])));
      paragraph = null;
    } else if (line.trim()) {
      if (!paragraph) root.append((paragraph = el("p")));
      else paragraph.append(" ");
      paragraph.append(...inline(line));
    }
  }
  return root;
}

/** Reads server-sent events from a fetch body. */
async function* events(response) {
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let buffer = "";
  while (true) {
    const { value, done } = await reader.read();
    if (done) return;
    buffer += value;
    for (let end = buffer.indexOf("\n\n"); end >= 0; end = buffer.indexOf("\n\n")) {
      const event = { id: 0, type: "message", data: "" };
      for (const line of buffer.slice(0, end).split("\n")) {
        if (line.startsWith("id: ")) event.id = Number(line.slice(4));
        else if (line.startsWith("event: ")) event.type = line.slice(7);
        else if (line.startsWith("data: ")) event.data += line.slice(6);
      }
      buffer = buffer.slice(end + 2);
      if (event.data) yield { ...event, data: JSON.parse(event.data) };
    }
  }
}

/** What a run used, and how much of it the provider had in its cache. */
function usageText({ sent, cached, received, dollars }) {
  const number = new Intl.NumberFormat();
  const share = Math.round((100 * cached) / sent);
  const cost = Number.isNaN(dollars) ? "" : `, about $${dollars.toFixed(dollars < 0.1 ? 4 : 2)}`;
  return `${number.format(sent)} tokens sent (${share} % from the provider's cache), ${number.format(received)} received${cost}`;
}

const LAST = new Set(["run_finished", "run_cancelled", "run_failed"]);

class DeploymentArchitect extends HTMLElement {
  #conversation = null;
  #run = null;
  #abort = null;

  connectedCallback() {
    if (this.shadowRoot) return;
    const root = this.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    root.adoptedStyleSheets = [sheet];
    this.workspaces = el("select", { "aria-label": "Workspace", onchange: () => this.#fresh() });
    this.model = el("span", { class: "model" });
    this.files = el("input", { type: "file", multiple: true, hidden: true, "aria-label": "Files to send",
      onchange: () => this.#upload([...this.files.files]) });
    this.addEventListener("dragover", (e) => e.preventDefault());
    this.addEventListener("drop", (e) => { e.preventDefault(); this.#upload([...e.dataTransfer.files]); });
    this.inner = el("div", { class: "inner", role: "log", "aria-live": "polite", "aria-label": "Conversation" });
    this.log = el("div", { class: "log", tabindex: "0" }, this.inner);
    this.input = el("textarea", { rows: "1", placeholder: "Ask about builds, databases, pipelines, infrastructure or monitoring", "aria-label": "Your question" });
    this.send = el("button", { class: "main", type: "submit" }, "Ask");
    this.stop = el("button", { type: "button", hidden: true, onclick: () => this.#stop() }, "Stop");
    this.input.addEventListener("keydown", (e) => {
      if (e.key === "Enter" && !e.shiftKey && !e.isComposing) { e.preventDefault(); this.form.requestSubmit(); }
    });
    this.input.addEventListener("input", () => {
      this.input.rows = Math.min(6, this.input.value.split("\n").length);
    });
    this.form = el("form", { onsubmit: (e) => { e.preventDefault(); this.#ask(this.input.value); } },
      el("div", { class: "inner" }, this.input, this.stop, this.send));
    root.append(el("div", { class: "app" },
      el("header", {}, el("h1", {}, "Deployment Architect"), this.workspaces,
        el("button", { type: "button", onclick: () => this.#fresh() }, "New conversation"),
        el("button", { type: "button", title: "A zip of a repository, or single files; dropping them on the page does the same", onclick: () => this.files.click() }, "Send files"),
        this.files, this.model),
      this.log, this.form));
    this.#begin();
  }

  get #server() { return (this.getAttribute("server") || "").replace(/\/$/, ""); }
  get #memory() { return `deployment-architect:${this.#server}`; }

  async #fetch(path, options = {}) {
    const key = this.getAttribute("key");
    const headers = { ...(options.headers || {}), ...(key ? { Authorization: `Bearer ${key}` } : {}) };
    const response = await fetch(this.#server + path, { ...options, headers });
    if (!response.ok) {
      const problem = await response.json().catch(() => ({}));
      throw new Error(problem.detail || `The server answered ${response.status}.`);
    }
    return response;
  }

  async #begin() {
    try {
      const { workspaces } = await (await this.#fetch("/v1/workspaces")).json();
      this.workspaces.replaceChildren(...workspaces.map((name) => el("option", { value: name }, name)));
      const wanted = this.getAttribute("workspace");
      if (wanted && workspaces.includes(wanted)) this.workspaces.value = wanted;
      const { model } = await (await this.#fetch("/readyz")).json();
      this.model.textContent = model === "offline" ? "no language model" : model;
      await this.#restore();
    } catch (error) {
      this.#notice(`The server cannot be reached: ${error.message}`, true);
    }
  }

  /** A zip as it is, other files as texts; what comes of it is a workspace to ask about. */
  async #upload(files) {
    if (!files.length || this.#run) return;
    const zip = files.length === 1 && files[0].name.toLowerCase().endsWith(".zip") ? files[0] : null;
    try {
      const body = zip ?? JSON.stringify({ files: await Promise.all(
        files.map(async (f) => ({ path: f.webkitRelativePath || f.name, content: await f.text() }))) });
      const name = encodeURIComponent(files[0].name.replace(/\.[^.]*$/, ""));
      const { workspace } = await (await this.#fetch(`/v1/workspaces?name=${name}`, {
        method: "POST", headers: { "Content-Type": zip ? "application/zip" : "application/json" }, body })).json();
      this.workspaces.append(el("option", { value: workspace }, workspace));
      this.workspaces.value = workspace;
      this.#fresh();
    } catch (error) {
      this.#notice(`The files were not sent: ${error.message}`, true);
    }
    this.files.value = "";
  }

  /** After a reload: the same conversation, and the run under way from its first event. */
  async #restore() {
    const id = localStorage.getItem(this.#memory);
    if (!id) return this.#hello();
    try {
      const conversation = await (await this.#fetch(`/v1/conversations/${id}`)).json();
      this.#conversation = id;
      this.workspaces.value = conversation.workspace;
      for (const run of conversation.runs) {
        this.#say(run.question);
        await this.#follow(run.id, this.#fetch(`/v1/runs/${run.id}/events?after=0`));
      }
      if (!conversation.runs.length) this.#hello();
    } catch {
      localStorage.removeItem(this.#memory);
      this.#hello();
    }
  }

  #hello() {
    this.inner.replaceChildren(el("div", { class: "hello" },
      el("h2", {}, "What stands between you and production?"),
      el("p", {}, "Ask about the workspace above. The tools read it, nothing is written, and every file comes with the checks that ran on it."),
      el("div", { class: "starts" }, ...STARTS.map((q) => el("button", { type: "button", onclick: () => this.#ask(q) }, q)))));
  }

  #fresh() {
    this.#abort?.abort();
    this.#conversation = null;
    localStorage.removeItem(this.#memory);
    this.#busy(false);
    this.#hello();
    this.input.focus();
  }

  async #ask(text) {
    const question = text.trim();
    if (!question || this.#run) return;
    this.input.value = "";
    this.input.rows = 1;
    this.inner.querySelector(".hello")?.remove();
    this.#say(question);
    this.#busy(true);
    try {
      if (!this.#conversation) {
        const created = await (await this.#fetch("/v1/conversations", {
          method: "POST", headers: { "Content-Type": "application/json" },
          body: JSON.stringify({ workspace: this.workspaces.value }) })).json();
        this.#conversation = created.id;
        localStorage.setItem(this.#memory, created.id);
      }
      const run = await (await this.#fetch(`/v1/conversations/${this.#conversation}/runs`, {
        method: "POST", headers: { "Content-Type": "application/json", "Idempotency-Key": crypto.randomUUID() },
        body: JSON.stringify({ question }) })).json();
      await this.#follow(run.id, this.#fetch(`/v1/runs/${run.id}/events?after=0`));
    } catch (error) {
      this.#notice(error.message, true);
    } finally {
      this.#busy(false);
      this.input.focus();
    }
  }

  /** Shows a run's events; comes back after a lost connection where it left off. */
  async #follow(run, first) {
    this.#run = run;
    this.#busy(true);
    this.#abort = new AbortController();
    const view = { answer: el("div", { class: "answer" }), text: "", calls: new Map(), files: new Map(), approvals: new Map(), steps: new Map(), step: { nodes: [], files: [] } };
    let last = 0;
    let ended = false;
    let request = first;
    for (let tries = 0; !ended && tries < 20; ) {
      try {
        for await (const event of events(await request)) {
          if (this.#abort.signal.aborted) return;
          if (event.id <= last) continue;
          last = event.id;
          tries = 0;
          this.#show(event, view, run);
          ended = LAST.has(event.type);
          if (ended) break;
        }
      } catch {
        // A lost connection: the run goes on without us.
      }
      if (!ended) {
        await new Promise((r) => setTimeout(r, Math.min(500 * 2 ** tries++, 8000)));
        request = this.#fetch(`/v1/runs/${run}/events`, { headers: { "Last-Event-ID": String(last) } });
      }
    }
    this.#run = null;
    this.#busy(false);
  }

  #show({ type, data }, view, run) {
    const near = this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < 120;
    switch (type) {
      case "text_delta":
        view.text += data.text;
        if (!view.answer.isConnected) this.#put(view, view.answer);
        if (!view.frame) view.frame = requestAnimationFrame(() => {
          view.frame = 0;
          view.answer.replaceChildren(markdown(view.text));
        });
        break;
      case "step_restarted":
        for (const [step, shown] of view.steps) {
          if (step < data.step) continue;
          shown.nodes.forEach((node) => node.remove());
          shown.files.forEach((path) => view.files.delete(path));
          view.steps.delete(step);
        }
        view.answer = el("div", { class: "answer" });
        view.text = "";
        break;
      case "model_retried":
        this.#status(view, `${data.why} Asking again in ${Math.ceil(data.millis / 1000)} s.`);
        break;
      case "step_started":
        view.steps.set(data.step, (view.step = { nodes: [], files: [] }));
        if (view.text) { view.answer.replaceChildren(markdown(view.text)); view.answer = el("div", { class: "answer" }); view.text = ""; }
        break;
      case "tool_started": {
        const card = el("details", { class: "tool running" }, el("summary", {}, el("span", { class: "dot" }),
          el("span", { class: "name" }, data.tool), el("span", { class: "note" }, "working")));
        view.calls.set(data.call, card);
        this.#put(view, card);
        break;
      }
      case "tool_progressed": {
        const note = view.calls.get(data.call)?.querySelector(".note");
        if (note) note.textContent = data.message;
        break;
      }
      case "approval_requested": this.#approval(data, view, run); break;
      case "approval_decided": {
        const asked = view.approvals.get(data.approval);
        asked?.replaceChildren(data.approved ? "Allowed." : `Not allowed: ${data.reason}`);
        break;
      }
      case "tool_finished": this.#toolFinished(data, view); break;
      case "usage": {
        const used = (view.usage ||= { sent: 0, cached: 0, received: 0, dollars: 0 });
        for (const name of ["sent", "cached", "received", "dollars"]) used[name] += data[name] ?? NaN;
        break;
      }
      case "limit_reached":
        // Any other limit ends the run, and stands in its last event too.
        if (data.limit === "length") this.#status(view, data.sentence);
        break;
      case "numbers_unsourced":
        view.unsourced = `Numbers without a source in this run: ${data.numbers.join(", ")}. Do not rely on them.`;
        break;
      case "run_finished":
        view.answer.replaceChildren(markdown(data.answer));
        if (!view.answer.isConnected) this.inner.append(view.answer);
        if (view.unsourced) this.#notice(view.unsourced);
        this.#files(view.files, run);
        if (view.usage?.sent) this.inner.append(el("div", { class: "usage" }, usageText(view.usage)));
        break;
      case "run_cancelled": this.#notice("Stopped."); break;
      case "run_failed": this.#notice(data.sentence, true); break;
    }
    if (near) this.log.scrollTop = this.log.scrollHeight;
  }

  /** Shows a node that goes if its step begins again. */
  #put(view, node) {
    this.inner.append(node);
    view.step.nodes.push(node);
  }

  #status(view, text) {
    this.#put(view, el("div", { class: "notice", role: "status" }, text));
  }

  /** Nothing beyond reading is done before somebody says yes here. */
  #approval(data, view, run) {
    const reason = el("input", { type: "text", placeholder: "Reason (optional)", "aria-label": "Reason", maxlength: "1000" });
    const decide = async (approve) => {
      try {
        await this.#fetch(`/v1/runs/${run}/approvals/${data.approval}`, {
          method: "POST", headers: { "Content-Type": "application/json" },
          body: JSON.stringify(approve ? { approve } : { approve, reason: reason.value }) });
      } catch (error) { this.#notice(error.message, true); }
    };
    const card = el("div", { class: "approval", role: "group", "aria-label": "Approval" },
      el("p", {}, el("strong", {}, data.action), "?"), el("pre", { tabindex: "0" }, el("code", {}, data.detail)),
      el("div", { class: "tools" },
        el("button", { type: "button", class: "main", onclick: () => decide(true) }, "Allow"),
        reason, el("button", { type: "button", onclick: () => decide(false) }, "Do not allow")));
    view.approvals.set(data.approval, card);
    this.#put(view, card);
  }

  #toolFinished(data, view) {
    const card = view.calls.get(data.call);
    if (!card) return;
    const { status, text, findings = [], files = [] } = data.result;
    card.className = `tool ${status === "done" || status === "nothing_found" ? "done" : status}`;
    const notes = [];
    if (findings.length) notes.push(`${findings.length} findings`);
    if (files.length) notes.push(`${files.length} files`);
    if (status !== "done") notes.push(status.replace("_", " "));
    card.querySelector(".note").textContent = `${notes.join(", ")}${notes.length ? " · " : ""}${data.millis} ms`;
    const body = el("div", { class: "body" });
    if (findings.length) body.append(...findings.slice(0, 50).map((f) => this.#finding(f)));
    else body.append(el("pre", { tabindex: "0" }, el("code", {}, text.slice(0, 6000))));
    card.append(body);
    for (const file of files) {
      view.files.set(file.path, file);
      view.step.files.push(file.path);
    }
  }

  #finding(f) {
    return el("div", { class: "finding" },
      el("div", {}, el("span", { class: `sev ${f.severity}` }, f.severity), f.message),
      el("div", { class: "place" }, `${f.path}:${f.line}:${f.column} · ${f.rule}`),
      el("div", { class: "remedy" }, ...inline(f.remedy)));
  }

  #files(files, run) {
    if (!files.size) return;
    this.inner.append(el("div", { class: "bundle" }, el("span", {}, `${files.size} files with evidence`),
      el("button", { type: "button", onclick: () => this.#download(`/v1/runs/${run}/files.zip`, "architect-files.zip") }, "Download zip"),
      el("button", { type: "button", onclick: () => this.#download(`/v1/runs/${run}/files.patch`, "architect-files.patch") }, "Download patch")));
    for (const file of files.values()) {
      const worst = file.evidence.some((e) => e.verdict === "failed") ? "failed"
        : file.evidence.some((e) => e.verdict === "passed") ? "passed" : "not_run";
      const passed = file.evidence.filter((e) => e.verdict === "passed").length;
      const body = el("div", { class: "body" }, el("p", {}, file.purpose),
        el("div", { class: "tools" }, copyButton(file.content),
          el("button", { type: "button", onclick: () => this.#save(new Blob([file.content]), file.path.split("/").pop()) }, "Download"),
          ...file.evidence.map((e) => el("span", { class: `badge ${e.verdict}`, title: e.why || `${e.version}${e.said ? ": " + e.said : ""}` },
            `${e.check}: ${e.verdict.replace("_", " ")}`))),
        el("pre", { tabindex: "0" }, el("code", {}, file.content)));
      this.inner.append(el("details", { class: "file" }, el("summary", {}, el("span", { class: "name" }, file.path),
        el("span", { class: `note ${worst}` }, worst === "failed" ? "a check failed" : worst === "passed" ? `${passed} check${passed === 1 ? "" : "s"} passed` : "no check ran")), body));
    }
  }

  async #download(path, name) {
    this.#save(await (await this.#fetch(path)).blob(), name);
  }

  #save(blob, name) {
    const url = URL.createObjectURL(blob);
    el("a", { href: url, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(url), 10000);
  }

  async #stop() {
    if (!this.#run) return;
    this.stop.disabled = true;
    try { await this.#fetch(`/v1/runs/${this.#run}/cancel`, { method: "POST" }); }
    catch (error) { this.#notice(error.message, true); }
  }

  #busy(busy) {
    if (!busy) this.#run = null;
    this.send.disabled = busy;
    this.stop.hidden = !busy;
    this.stop.disabled = false;
  }

  #say(text) { this.inner.querySelector(".hello")?.remove(); this.inner.append(el("div", { class: "me" }, text)); this.log.scrollTop = this.log.scrollHeight; }
  #notice(text, bad = false) { this.inner.append(el("div", { class: bad ? "notice bad" : "notice", role: "status" }, text)); }
}

customElements.define("deployment-architect", DeploymentArchitect);

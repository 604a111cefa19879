// The look. What a page may set are the --architect-… properties; sides are named logically, so that
// right-to-left pages are mirrored.
import { css } from "lit";

export const style = css`
  :host {
    color-scheme: light dark;
    --accent: var(--architect-accent, light-dark(#2457d6, #8ab0ff));
    --on-accent: var(--architect-on-accent, light-dark(#fff, #0b1020));
    --bg: var(--architect-background, light-dark(#f6f7f9, #10141b));
    --card: var(--architect-surface, light-dark(#fff, #181e28));
    --text: var(--architect-text, light-dark(#1c2430, #e6eaf1));
    --soft: var(--architect-muted, light-dark(#566070, #a3adbb));
    --line: var(--architect-border, light-dark(#dfe3e9, #2b3442));
    --code-bg: var(--architect-code-background, light-dark(#f1f3f7, #0f131a));
    --bad: var(--architect-danger, light-dark(#b3261e, #ff8a80));
    --warn: var(--architect-warning, light-dark(#8a5a00, #e3b341));
    --good: var(--architect-success, light-dark(#1a7035, #56d364));
    --radius: var(--architect-radius, 10px);
    --font: var(--architect-font, system-ui, -apple-system, "Segoe UI", Roboto, sans-serif);
    --mono: var(--architect-mono-font, ui-monospace, SFMono-Regular, Menlo, monospace);
    display: block;
    position: relative;
    block-size: 100%;
    min-block-size: 24rem;
    container-type: inline-size;
    font: 15px/1.55 var(--font);
    color: var(--text);
    background: var(--bg);
  }
  :host([theme="light"]) { color-scheme: light; }
  :host([theme="dark"]) { color-scheme: dark; }
  :host([hidden]), [hidden] { display: none !important; }
  * { box-sizing: border-box; }
  button, select, textarea, input { font: inherit; color: inherit; }
  button, select { background: var(--card); border: 1px solid var(--line); border-radius: calc(var(--radius) * 0.8); padding: 0.3rem 0.7rem; cursor: pointer; }
  button:hover { border-color: var(--accent); }
  button.main { background: var(--accent); border-color: var(--accent); color: var(--on-accent); font-weight: 600; }
  button.plain { background: none; border-color: transparent; color: var(--soft); }
  button.plain:hover { color: var(--text); border-color: var(--line); }
  button.icon { padding: 0.3rem 0.5rem; line-height: 1.2; }
  button:disabled { opacity: 0.5; cursor: default; }
  input { background: var(--bg); border: 1px solid var(--line); border-radius: calc(var(--radius) * 0.8); padding: 0.3rem 0.6rem; min-inline-size: 0; }
  :focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
  h2, h3, p { margin: 0; }

  .app { display: grid; grid-template: auto 1fr auto / auto 1fr; block-size: 100%; min-block-size: inherit; }
  header { grid-column: 1 / -1; display: flex; flex-wrap: wrap; gap: 0.4rem 0.6rem; align-items: center; padding: 0.5rem 1rem; border-block-end: 1px solid var(--line); background: var(--card); }
  .title { font-size: 1rem; font-weight: 650; margin-inline-end: 0.4rem; }
  header select { max-inline-size: 14rem; text-overflow: ellipsis; }
  header .model { color: var(--soft); font-size: 0.85rem; margin-inline-start: auto; }
  nav { grid-row: 2 / 4; inline-size: 16rem; overflow-y: auto; border-inline-end: 1px solid var(--line); padding: 0.8rem; background: var(--card); }
  nav ul { list-style: none; margin: 0.6rem 0 0; padding: 0; }
  nav li { display: flex; align-items: center; border-radius: var(--radius); }
  nav li.here { background: var(--bg); }
  nav li > button:first-child { flex: 1; min-inline-size: 0; text-align: start; border: 0; background: none; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  nav small { display: block; color: var(--soft); overflow: hidden; text-overflow: ellipsis; }
  nav p { color: var(--soft); margin-block-start: 0.6rem; font-size: 0.9rem; }
  .log { grid-column: 2; overflow-y: auto; padding: 1.2rem 1rem 2rem; min-block-size: 0; }
  .inner { max-inline-size: 60rem; margin-inline: auto; display: flex; flex-direction: column; gap: 1rem; }
  .over .log { outline: 2px dashed var(--accent); outline-offset: -8px; }

  .hello { text-align: center; padding-block: 2rem 1rem; }
  .hello h2 { font-size: 1.5rem; }
  .hello p { color: var(--soft); max-inline-size: 38rem; margin: 0.4rem auto 1.2rem; }
  .starts { display: flex; flex-wrap: wrap; gap: 0.6rem; justify-content: center; }
  .starts button { text-align: start; max-inline-size: 26rem; padding: 0.5rem 0.8rem; }

  .run { display: flex; flex-direction: column; gap: 1rem; }
  .me { align-self: flex-end; max-inline-size: 85%; display: flex; flex-direction: column; align-items: flex-end; gap: 0.2rem; }
  .me > div:first-child { background: var(--accent); color: var(--on-accent); padding: 0.5rem 0.9rem; border-radius: 14px; border-end-end-radius: 4px; white-space: pre-wrap; overflow-wrap: anywhere; }
  architect-answer { display: block; background: var(--card); border: 1px solid var(--line); border-radius: var(--radius); padding: 0.4rem 1.2rem 0.8rem; overflow-wrap: anywhere; }
  architect-answer :is(h1, h2) { font-size: 1.15rem; margin: 1.1rem 0 0.3rem; }
  architect-answer :is(h3, h4, h5, h6) { font-size: 0.95rem; margin: 1rem 0 0.2rem; color: var(--soft); }
  architect-answer :is(p, ul, ol, blockquote, table) { margin: 0.6rem 0; }
  architect-answer :is(ul, ol) { padding-inline-start: 1.4rem; }
  architect-answer .piece:last-child > :last-child { margin-block-end: 0; }
  architect-answer blockquote { border-inline-start: 3px solid var(--line); padding-inline-start: 0.8rem; color: var(--soft); }
  architect-answer table { border-collapse: collapse; font-size: 0.92rem; }
  architect-answer :is(th, td) { border: 1px solid var(--line); padding: 0.25rem 0.6rem; text-align: start; }
  architect-answer a { color: var(--accent); }
  .scroller { overflow-x: auto; }
  code, .mono { font-family: var(--mono); font-size: 0.86em; }
  code { background: var(--code-bg); border-radius: 5px; padding: 0.08em 0.35em; }
  button.place { padding: 0; border: 0; background: none; text-decoration: underline dotted; text-underline-offset: 3px; text-align: start; overflow-wrap: anywhere; }
  .code { border: 1px solid var(--line); border-radius: var(--radius); overflow: hidden; margin-block: 0.5rem; background: var(--code-bg); }
  .code .bar { display: flex; gap: 0.4rem; align-items: center; padding: 0.25rem 0.4rem 0.25rem 0.8rem; border-block-end: 1px solid var(--line); font-size: 0.82rem; color: var(--soft); }
  .code .bar span { margin-inline-end: auto; font-family: var(--mono); overflow: hidden; text-overflow: ellipsis; }
  .code .bar button { padding: 0.1rem 0.5rem; }
  pre { margin: 0; padding: 0.7rem 0.9rem; overflow: auto; max-block-size: 28rem; text-align: left; background: var(--code-bg); }
  pre code { background: none; padding: 0; font-size: 0.82rem; line-height: 1.5; }

  .tabs { margin-block: 0.6rem; }
  [role="tablist"] { display: flex; flex-wrap: wrap; gap: 0.2rem; border-block-end: 1px solid var(--line); }
  [role="tab"] { border: 0; border-radius: 0; background: none; color: var(--soft); border-block-end: 2px solid transparent; margin-block-end: -1px; padding: 0.35rem 0.6rem; font-size: 0.88rem; }
  [role="tab"][aria-selected="true"] { color: var(--text); border-block-end-color: var(--accent); font-weight: 600; }
  [role="tabpanel"] { padding-block-start: 0.3rem; }

  details { background: var(--card); border: 1px solid var(--line); border-radius: var(--radius); }
  summary { cursor: pointer; padding: 0.5rem 0.9rem; display: flex; flex-wrap: wrap; gap: 0.1rem 0.6rem; align-items: center; list-style: none; }
  summary::-webkit-details-marker { display: none; }
  summary::after { content: "▸"; color: var(--soft); }
  [open] > summary::after { rotate: 90deg; }
  :dir(rtl) > summary::after { scale: -1 1; }
  summary .name { font: 600 0.88rem var(--mono); overflow-wrap: anywhere; }
  summary .note { color: var(--soft); font-size: 0.85rem; margin-inline-start: auto; text-align: end; }
  details.rest { background: none; border: 0; }
  details > .body { padding: 0.4rem 0.9rem 0.8rem; border-block-start: 1px solid var(--line); }
  .dot { inline-size: 0.6rem; block-size: 0.6rem; border-radius: 50%; background: var(--soft); flex: none; }
  .running .dot { background: var(--accent); animation: pulse 1s infinite alternate; }
  .done .dot { background: var(--good); }
  .failed .dot, .refused .dot { background: var(--bad); }
  .note.failed { color: var(--bad); }
  .note.passed { color: var(--good); }
  @keyframes pulse { to { opacity: 0.25; } }
  .finding { padding-block: 0.45rem; border-block-end: 1px solid var(--line); font-size: 0.92rem; overflow-wrap: anywhere; }
  .finding:last-of-type { border: 0; }
  .finding .mono { color: var(--soft); }
  .finding .remedy { color: var(--soft); font-size: 0.88rem; }
  .severity { font-size: 0.72rem; font-weight: 700; text-transform: uppercase; letter-spacing: 0.03em; margin-inline-end: 0.5rem; }
  .critical, .high { color: var(--bad); }
  .medium { color: var(--warn); }
  .low, .info { color: var(--soft); }
  .evidence { list-style: none; margin: 0.4rem 0 0; padding: 0; font-size: 0.88rem; }
  .evidence li { padding-block: 0.25rem; overflow-wrap: anywhere; }
  .evidence li > div { color: var(--soft); }
  .badge { font-size: 0.78rem; border: 1px solid currentColor; border-radius: 99px; padding: 0.05rem 0.55rem; margin-inline-end: 0.4rem; }
  .badge.passed { color: var(--good); }
  .badge.failed { color: var(--bad); }
  .badge.not_run { color: var(--soft); }
  .patch .add { background: light-dark(#dff5e3, #12351c); }
  .patch .cut { background: light-dark(#fde4e1, #44181a); }
  .patch .at { color: var(--soft); }
  .patch { padding-inline: 0; }
  .patch code { display: inline-block; min-inline-size: 100%; }
  .patch span { display: block; white-space: pre; padding-inline: 0.9rem; }
  .row { display: flex; flex-wrap: wrap; gap: 0.4rem 0.6rem; align-items: center; }
  .row .grow { flex: 1; min-inline-size: 8rem; }
  .soft { color: var(--soft); font-size: 0.88rem; }
  .usage { color: var(--soft); font-size: 0.8rem; margin-inline-start: auto; text-align: end; }
  .approval { border: 1px solid var(--warn); border-radius: var(--radius); padding: 0.5rem 0.9rem 0.8rem; background: var(--card); display: grid; gap: 0.5rem; }
  /* Nothing stands outside of what is seen, behind a long row of spaces. */
  .approval pre code { white-space: pre-wrap; overflow-wrap: anywhere; }
  /* A click that was meant for what stood there before does not count. */
  .approval .main { animation: armed 0.6s step-end; }
  @keyframes armed { from { pointer-events: none; opacity: 0.5; } }
  .notice { border-inline-start: 3px solid var(--warn); padding: 0.3rem 0.8rem; color: var(--soft); font-size: 0.9rem; }
  .notice.bad { border-color: var(--bad); }

  footer { grid-column: 2; border-block-start: 1px solid var(--line); background: var(--card); padding: 0.7rem 1rem; }
  footer .inner { gap: 0.4rem; }
  footer form { display: flex; gap: 0.6rem; align-items: flex-end; }
  footer form button { padding-block: 0.58rem; }
  textarea { flex: 1; min-inline-size: 0; resize: none; border: 1px solid var(--line); border-radius: var(--radius); padding: 0.55rem 0.8rem; background: var(--bg); max-block-size: 12rem; field-sizing: content; }
  dialog { color: inherit; background: var(--card); border: 1px solid var(--line); border-radius: var(--radius); padding: 1rem; inline-size: min(60rem, 94cqi); max-block-size: 90dvh; }
  dialog::backdrop { background: rgb(0 0 0 / 45%); }
  dialog .row { margin-block-end: 0.6rem; }
  dialog h2 { font-size: 1rem; overflow-wrap: anywhere; margin-inline-end: auto; }
  dialog.narrow { inline-size: min(32rem, 94cqi); }
  dialog pre { max-block-size: 70dvh; counter-reset: line; padding-inline: 0; }
  dialog pre code { display: inline-block; min-inline-size: 100%; }
  dialog pre code > span.line { display: block; padding-inline: 0.6rem; }
  dialog pre code > span.line::before { counter-increment: line; content: counter(line); display: inline-block; inline-size: 3.5em; padding-inline-end: 1em; text-align: end; color: var(--soft); user-select: none; }
  dialog pre code > span.here { background: light-dark(#fff3c4, #4a3b08); }
  .sr { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); }

  .hljs-comment, .hljs-quote { color: light-dark(#5c6773, #8b98a8); font-style: italic; }
  .hljs-keyword, .hljs-literal, .hljs-type { color: light-dark(#8a2aa5, #d59bf6); }
  .hljs-string, .hljs-regexp { color: light-dark(#1c6b2b, #8fd694); }
  .hljs-number, .hljs-symbol, .hljs-meta { color: light-dark(#9a4a00, #f0b072); }
  .hljs-attr, .hljs-attribute, .hljs-property, .hljs-variable, .hljs-template-variable { color: light-dark(#0b5cab, #86b9ff); }
  .hljs-title, .hljs-built_in, .hljs-section, .hljs-name { color: light-dark(#7a4b00, #e8c56b); }
  .hljs-addition { color: light-dark(#1a7035, #7ee787); background: light-dark(#dff5e3, #12351c); }
  .hljs-deletion { color: light-dark(#a01c14, #ffa198); background: light-dark(#fde4e1, #44181a); }
  .hljs-subst { color: inherit; }

  @container (max-width: 46rem) {
    .app { grid-template-columns: 1fr; }
    nav { position: absolute; inset-block: 0; inset-inline-start: 0; z-index: 1; inline-size: min(20rem, 88cqi); box-shadow: 0 0 40px rgb(0 0 0 / 35%); }
    .log, footer { grid-column: 1; padding-inline: 0.7rem; }
    header { padding-inline: 0.7rem; }
    header .model { display: none; }
    header select { max-inline-size: 9rem; }
    architect-answer { padding-inline: 0.8rem; }
  }
  @media (prefers-reduced-motion: reduce) { .running .dot { animation: none; } }
`;

// A file of the workspace, at a line.
import type { Chat } from "./chat.ts";
import { element } from "./dom.ts";
import { highlightedLines, languageOf } from "./highlight.ts";
import type { Say } from "./strings.ts";

/** Shows the file over the page; what went wrong is shown in its place. */
export async function showSource(root: ParentNode & Node, chat: Chat, path: string, line: number, say: Say): Promise<void> {
  const body = element("div", { dir: "ltr" });
  const title = element("h2", { dir: "ltr" }, `${path}:${line}`);
  const close = element("button", { type: "button", click: () => dialog.close() }, say("close"));
  const dialog = element("dialog", { "aria-label": path, close: () => dialog.remove() }, element("div", { class: "row" }, title, close), body);
  root.append(dialog);
  dialog.showModal();
  try {
    const { text, whole } = await chat.api.source(chat.workspace, path);
    const lines = highlightedLines(text, languageOf(path));
    const here = lines[line - 1];
    here?.classList.add("here");
    if (!whole) body.append(element("p", { class: "soft" }, say("notWhole")));
    body.append(element("pre", { tabindex: "0" }, element("code", {}, ...lines)));
    here?.scrollIntoView({ block: "center" });
  } catch (error) {
    body.append(element("p", { class: "notice bad" }, error instanceof Error ? error.message : String(error)));
  }
}

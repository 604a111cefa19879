// The one place where Markdown becomes part of the page. It makes nodes, never markup: what a
// repository or a model wrote may format and link to the web; it cannot load (an image's address can
// carry away what was read), run or style. HTML in it is shown as it stands.
import type { Token, Tokens } from "marked";
import { element } from "./dom.ts";

/** What the page does with code; both get plain text. */
export interface CodeMaker {
  block(text: string, language: string): Node;
  inline(text: string): Node;
}

export function nodes(tokens: Token[], code: CodeMaker): Node[] {
  return tokens.map((token) => node(token, code));
}

const inner = (token: Token, code: CodeMaker): (Node | string)[] => {
  const tokens = (token as { tokens?: Token[] }).tokens;
  return tokens ? nodes(tokens, code) : [decoded((token as { text?: string }).text ?? token.raw)];
};

function node(token: Token, code: CodeMaker): Node {
  switch (token.type) {
    case "paragraph":
      return element("p", {}, ...inner(token, code));
    case "heading":
      return element(`h${(token as Tokens.Heading).depth as 1 | 2 | 3 | 4 | 5 | 6}`, {}, ...inner(token, code));
    case "blockquote":
      return element("blockquote", {}, ...inner(token, code));
    case "list":
      return list(token as Tokens.List, code);
    case "table":
      return table(token as Tokens.Table, code);
    case "code": {
      const { text, lang = "" } = token as Tokens.Code;
      return code.block(text, lang.split(/\s/, 1)[0] ?? "");
    }
    case "codespan":
      return code.inline((token as Tokens.Codespan).text);
    case "strong":
    case "em":
    case "del":
      return element(token.type, {}, ...inner(token, code));
    case "link":
      return link(token as Tokens.Link, code);
    case "hr":
    case "br":
      return element(token.type, {});
    case "image":
      return text(`${(token as Tokens.Image).text} (${(token as Tokens.Image).href})`);
    case "space":
    case "def":
      return text("");
    case "text": {
      const fragment = document.createDocumentFragment();
      fragment.append(...inner(token, code));
      return fragment;
    }
    case "checkbox":
      return text((token as { checked?: boolean }).checked ? "☑ " : "☐ ");
    case "escape":
      return text((token as Tokens.Escape).text);
    default:
      return text(token.raw);
  }
}

const text = (content: string) => document.createTextNode(content);

/** Only to the web; a link to anything else stays text. */
function link(token: Tokens.Link, code: CodeMaker): Node {
  if (!/^https?:\/\//i.test(token.href)) return text(token.raw);
  return element("a", { href: token.href, target: "_blank", rel: "noopener noreferrer" }, ...inner(token, code));
}

function list(token: Tokens.List, code: CodeMaker): Node {
  const items = token.items.map((item) => element("li", {}, ...nodes(item.tokens, code)));
  return element(token.ordered ? "ol" : "ul", token.ordered && token.start !== 1 ? { start: String(token.start) } : {}, ...items);
}

function table(token: Tokens.Table, code: CodeMaker): Node {
  const row = (kind: "th" | "td", cells: Tokens.TableCell[]) =>
    element("tr", {}, ...cells.map((cell) => element(kind, {}, ...nodes(cell.tokens, code))));
  const head = element("thead", {}, row("th", token.header));
  const body = element("tbody", {}, ...token.rows.map((cells) => row("td", cells)));
  return element("div", { class: "scroller", tabindex: "0" }, element("table", {}, head, body));
}

const ENTITIES: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'", "#x27": "'", nbsp: "\u00a0" };

/** The few entities that writers use; others stay as they are. */
export function decoded(content: string): string {
  return content.replace(/&(amp|lt|gt|quot|nbsp|#39|#x27);/g, (_, name: string) => ENTITIES[name] ?? "");
}

// Code, coloured: by highlight.js, with the languages that deployments are written in.
import hljs from "highlight.js/lib/core";
import bash from "highlight.js/lib/languages/bash";
import diff from "highlight.js/lib/languages/diff";
import dockerfile from "highlight.js/lib/languages/dockerfile";
import ini from "highlight.js/lib/languages/ini";
import json from "highlight.js/lib/languages/json";
import sql from "highlight.js/lib/languages/sql";
import typescript from "highlight.js/lib/languages/typescript";
import yaml from "highlight.js/lib/languages/yaml";
import { hcl, prisma } from "./hcl.ts";
import { decoded } from "./nodes.ts";

for (const [name, language] of Object.entries({ bash, diff, dockerfile, hcl, ini, json, prisma, sql, typescript, yaml }))
  hljs.registerLanguage(name, language);
hljs.registerAliases(["sh", "shell", "zsh", "console"], { languageName: "bash" });
hljs.registerAliases(["docker"], { languageName: "dockerfile" });
hljs.registerAliases(["patch"], { languageName: "diff" });
hljs.registerAliases(["tf", "terraform", "tfvars"], { languageName: "hcl" });
hljs.registerAliases(["toml", "conf", "cfg", "env", "properties"], { languageName: "ini" });
hljs.registerAliases(["postgresql", "pgsql"], { languageName: "sql" });
hljs.registerAliases(["ts", "tsx", "js", "jsx", "mjs", "cjs", "javascript"], { languageName: "typescript" });
hljs.registerAliases(["yml"], { languageName: "yaml" });

/** Longer texts stay plain: colours are not worth a page that stands still. */
const LONGEST = 200_000;

/** By a file's name; empty where none fits. */
export function languageOf(path: string): string {
  const name = path.slice(path.lastIndexOf("/") + 1).toLowerCase();
  if (/^(dockerfile|containerfile)\b|\.dockerfile$/.test(name)) return "dockerfile";
  if (name.startsWith(".env")) return "ini";
  const extension = name.slice(name.lastIndexOf(".") + 1);
  return hljs.getLanguage(extension) ? extension : "";
}

/** The text in its colours, as nodes. */
export function highlighted(code: string, language: string): DocumentFragment {
  const fragment = document.createDocumentFragment();
  if (code.length > LONGEST || !hljs.getLanguage(language)) {
    fragment.append(code);
    return fragment;
  }
  // highlight.js writes nothing but spans with a class, and text with five characters escaped.
  const { value } = hljs.highlight(code, { language, ignoreIllegals: true });
  let into: Node = fragment;
  for (const [piece, classes] of value.matchAll(/<span class="([^"]*)">|<\/span>|[^<]+/g)) {
    if (classes !== undefined) {
      const span = document.createElement("span");
      span.className = classes;
      into = into.appendChild(span);
    } else if (piece === "</span>") {
      into = into.parentNode ?? fragment;
    } else {
      into.appendChild(document.createTextNode(decoded(piece)));
    }
  }
  return fragment;
}

/** The same as one element a line, so that lines can be counted and marked. */
export function highlightedLines(code: string, language: string): HTMLElement[] {
  const lines: HTMLElement[] = [];
  const next = () => {
    const line = document.createElement("span");
    line.className = "line";
    lines.push(line);
    return line;
  };
  let line = next();
  const write = (node: Node, classes: string[]) => {
    if (!(node instanceof Text)) {
      const own = node instanceof Element ? [...node.classList] : [];
      for (const child of node.childNodes) write(child, [...classes, ...own]);
      return;
    }
    node.data.split("\n").forEach((text, i) => {
      if (i > 0) line = next();
      const piece = document.createElement("span");
      piece.className = classes.join(" ");
      piece.textContent = text;
      line.append(classes.length > 0 ? piece : text);
    });
  };
  write(highlighted(code, language), []);
  if (code.endsWith("\n")) lines.pop();
  return lines;
}

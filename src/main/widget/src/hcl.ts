// HCL (Terraform) and Prisma schemas, which highlight.js does not have.
import type { HLJSApi, Language } from "highlight.js";

export function hcl(hljs: HLJSApi): Language {
  const interpolation = { className: "subst", begin: /[$%]\{/, end: /\}/, contains: [] as Language["contains"] };
  const string = { className: "string", begin: /"/, end: /"/, contains: [hljs.BACKSLASH_ESCAPE, interpolation] };
  const heredoc = hljs.END_SAME_AS_BEGIN({ className: "string", begin: /<<-?\s*(\w+)/, end: /^\s*(\w+)\s*$/, contains: [interpolation] });
  interpolation.contains = [string, hljs.NUMBER_MODE];
  return {
    name: "HCL",
    keywords: { keyword: "for in if else endif endfor each self count dynamic", literal: "true false null" },
    contains: [
      hljs.HASH_COMMENT_MODE,
      hljs.C_LINE_COMMENT_MODE,
      hljs.C_BLOCK_COMMENT_MODE,
      string,
      heredoc,
      hljs.NUMBER_MODE,
      { className: "attr", begin: /^\s*[\w-]+(?=\s*=[^=>])/ },
      { className: "keyword", begin: /^\s*[\w-]+(?=(\s+("[^"]*"|[\w-]+))*\s*\{)/ },
      { className: "title", begin: /\b(var|local|module|data|each|path|terraform)(?=\.)/ },
      { className: "built_in", begin: /\b[a-z][a-z0-9_]*(?=\()/ },
    ],
  };
}

export function prisma(hljs: HLJSApi): Language {
  return {
    name: "Prisma",
    keywords: { keyword: "model enum datasource generator type view", literal: "true false" },
    contains: [
      hljs.C_LINE_COMMENT_MODE,
      hljs.QUOTE_STRING_MODE,
      hljs.NUMBER_MODE,
      { className: "meta", begin: /@@?\w+(\.\w+)?/ },
      { className: "type", begin: /\b(String|Int|BigInt|Boolean|DateTime|Float|Decimal|Json|Bytes)\b/ },
      { className: "attr", begin: /^\s+\w+(?=\s)/ },
    ],
  };
}

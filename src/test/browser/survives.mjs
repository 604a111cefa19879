// A person in the widget, and a server that is killed in the middle of an answer.
// node survives.mjs ARCHITECT [SCREENSHOT]; prints one line a check and ends with 'N passed, N failed'.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import http from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { check, expect, launch, sum } from "./checks.mjs";

const [architect, screenshot] = process.argv.slice(2);
const PORT = 8729;
const folder = mkdtempSync(join(tmpdir(), "survives-"));
const WORDS = Array.from({ length: 60 }, (_, i) => `word${i}`);

/** Speaks slowly after one call of a tool; asked to fetch, it fetches a page outside the list. */
const model = http.createServer(async (request, response) => {
  let body = "";
  for await (const chunk of request) body += chunk;
  const { messages } = JSON.parse(body);
  const from = messages.findLastIndex((m) => m.role === "user");
  const answered = messages.slice(from).some((m) => m.role === "tool");
  const fetches = messages[from].content.includes("fetch");
  response.writeHead(200, { "Content-Type": "text/event-stream" });
  const chunk = (delta, finish = null) =>
    response.write(`data: ${JSON.stringify({ id: "x", object: "chat.completion.chunk", choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`);
  if (!answered) {
    chunk({ content: "I look first. " });
    const call = fetches
      ? { name: "fetch_reference", arguments: JSON.stringify({ url: "https://manual.example.invalid/page" }) }
      : { name: "list_files", arguments: JSON.stringify({ glob: "*.json" }) };
    chunk({ tool_calls: [{ index: 0, id: "call_1", type: "function", function: call }] });
    chunk({}, "tool_calls");
  } else {
    for (const word of fetches ? ["Fetched", "or", "not."] : WORDS) {
      await new Promise((r) => setTimeout(r, 60));
      chunk({ content: word + " " });
    }
    chunk({}, "stop");
  }
  const usage = { prompt_tokens: 1000, completion_tokens: 50, total_tokens: 1050, prompt_tokens_details: { cached_tokens: 800 } };
  response.write(`data: ${JSON.stringify({ id: "x", object: "chat.completion.chunk", choices: [], usage })}\n\n`);
  response.end("data: [DONE]\n\n");
}).listen(0, "127.0.0.1");
await new Promise((r) => model.once("listening", r));

const url = `http://localhost:${PORT}/`;
let server;
async function start() {
  server = spawn(architect, ["serve", "--port", PORT, "--store", join(folder, "store.db"), "--lease", "1", "--model", "gpt-4o",
    "--base-url", `http://127.0.0.1:${model.address().port}/v1`], { stdio: "ignore" });
  for (let i = 0; i < 1200; i++) {
    try { if ((await fetch(`${url}readyz`)).ok) return; } catch { /* not yet: the launcher may be building */ }
    await new Promise((r) => setTimeout(r, 100));
  }
  throw new Error("the server did not start");
}
await start();

const browser = await launch();
const page = await browser.newPage({ viewport: { width: 1200, height: 900 } });
const ask = async (question) => {
  await page.locator("button.main:not([disabled])", { hasText: "Ask" }).waitFor();
  await page.getByRole("textbox", { name: "Your question" }).fill(question);
  await page.keyboard.press("Enter");
};
const once = (text) => {
  const counts = WORDS.map((word) => text.split(/\s+/).filter((w) => w === word).length);
  expect(counts.every((n) => n === 1), `words shown not once but ${counts.join("")}`);
};

await check("an answer goes on after its server was killed, and no word is shown twice", async () => {
  await page.goto(url);
  await ask("Tell me about it");
  await page.locator(".answer").last().getByText("word10").waitFor({ timeout: 20_000 });
  server.kill("SIGKILL");
  await start();
  await page.locator(".answer").last().getByText("word59").waitFor({ timeout: 30_000 });
  once(await page.locator(".answer").last().innerText());
  expect((await page.locator(".answer").count()) === 2, "the text before the call is there once");
  expect((await page.locator("details.tool").count()) === 1, "one card for one call");
  const used = page.locator(".usage");
  await used.getByText("2,000 tokens sent (80 % from the provider's cache), 100 received, about $").waitFor();
  if (screenshot) await page.screenshot({ path: screenshot });
});
await check("a reload in the middle of an answer shows the same answer", async () => {
  await ask("Tell me again");
  await page.locator(".answer").last().getByText("word5", { exact: false }).first().waitFor({ timeout: 20_000 });
  await page.reload();
  await page.waitForFunction(() => {
    const root = document.querySelector("deployment-architect").shadowRoot;
    const answers = root.querySelectorAll(".answer");
    return root.querySelectorAll(".me").length === 2 && answers.length === 4 && answers[3].innerText.includes("word59");
  }, undefined, { timeout: 30_000 });
  once(await page.locator(".answer").last().innerText());
});
await check("a page outside the list is not fetched without a yes, and the reason is told", async () => {
  await ask("Please fetch the manual");
  const card = page.getByRole("group", { name: "Approval" });
  await card.getByText("manual.example.invalid/page").waitFor();
  await card.getByRole("textbox", { name: "Reason" }).fill("not ours");
  await card.getByRole("button", { name: "Do not allow" }).click();
  await page.getByText("Not allowed: not ours").waitFor();
  await page.locator(".answer").last().getByText("Fetched or not.").waitFor();
});
await check("with a yes it is tried", async () => {
  await ask("Do fetch the manual");
  await page.getByRole("button", { name: "Allow", exact: true }).click();
  await page.getByText("Allowed.", { exact: true }).waitFor();
  await page.locator("details.tool").last().getByText("failed").waitFor();
});
await check("stopping stops", async () => {
  await ask("Tell me once more");
  await page.locator(".answer").last().getByText("word3", { exact: false }).first().waitFor({ timeout: 20_000 });
  await page.getByRole("button", { name: "Stop" }).click();
  await page.getByText("Stopped.").waitFor();
});

await browser.close();
server.kill();
model.close();
model.closeAllConnections();
rmSync(folder, { recursive: true, force: true });
sum();

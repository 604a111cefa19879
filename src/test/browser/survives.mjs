// A person in the widget, and a server that is killed in the middle of an answer.
// node survives.mjs ARCHITECT [FOLDER FOR SCREENSHOTS]; prints one line a check and ends with 'N passed, N failed'.
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ask, check, expect, launch, sum } from "./checks.mjs";
import { serve, WORDS } from "./server.mjs";

const [architect, screenshots] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), "survives-"));
const workspace = join(folder, "who-covers-it");
cpSync(fileURLToPath(new URL("../../../eval/workspaces/who-covers-it", import.meta.url)), workspace, { recursive: true });
const server = await serve(architect, 8729, workspace);
const browser = await launch();
const page = await browser.newPage({ viewport: { width: 1200, height: 900 } });
const answer = () => page.locator("architect-answer").last();
/** Asks, and waits until the server has taken the question: the answer before this one has the same words. */
const asked = async (question) => {
  const before = await page.locator(".me").count();
  await ask(page, question);
  await page.locator(".me").nth(before).waitFor();
};
const once = (text) => {
  const counts = WORDS.map((word) => text.split(/\s+/).filter((w) => w === word).length);
  expect(counts.every((n) => n === 1), `words shown not once but ${counts.join("")}`);
};

await check("an answer goes on after its server was killed, and no word is shown twice", async () => {
  await page.goto(server.url);
  await ask(page, "Tell me about it");
  await answer().getByText("word10").waitFor({ timeout: 20_000 });
  server.kill();
  await page.getByText("The connection is lost").waitFor();
  if (screenshots) await page.screenshot({ path: `${screenshots}/lost.png` });
  await server.start();
  await answer().getByText("word59").waitFor({ timeout: 30_000 });
  once(await answer().innerText());
  expect((await page.locator("architect-answer").count()) === 2, "the text before the call is there once");
  expect((await page.locator("details.tool").count()) === 1, "one card for one call");
  expect((await page.getByText("The connection is lost").count()) === 0, "it still says that the connection is lost");
  await page.locator(".usage").getByText("2,000 tokens sent (80 % from the provider's cache), 100 received, about $").waitFor();
});
await check("a reload in the middle of an answer shows the same answer", async () => {
  await asked("Tell me again");
  await answer().getByText("word5", { exact: false }).first().waitFor({ timeout: 20_000 });
  await page.reload();
  await page.waitForFunction(() => {
    const root = document.querySelector("deployment-architect").shadowRoot;
    const answers = root.querySelectorAll("architect-answer");
    return root.querySelectorAll(".me").length === 2 && answers.length === 4 && answers[3].innerText.includes("word59");
  }, undefined, { timeout: 30_000 });
  once(await answer().innerText());
});
await check("without a network it waits, and goes on at once when there is one", async () => {
  await asked("Tell me offline");
  await answer().getByText("word5", { exact: false }).first().waitFor({ timeout: 20_000 });
  await page.context().setOffline(true);
  // Being offline leaves open connections alone; this ends them.
  server.kill();
  await server.start();
  await page.getByText("The connection is lost").waitFor();
  await page.context().setOffline(false);
  await answer().getByText("word59").waitFor({ timeout: 30_000 });
  once(await answer().innerText());
});
await check("a page outside the list is not fetched without a yes, and the reason is told", async () => {
  await ask(page, "Please fetch the manual");
  const card = page.getByRole("group", { name: "Approval" });
  await card.getByText("manual.example.invalid/page").waitFor();
  if (screenshots) await page.screenshot({ path: `${screenshots}/approval.png` });
  await card.getByRole("textbox", { name: "Reason" }).fill("not ours");
  await card.getByRole("button", { name: "Do not allow" }).click();
  await page.getByText("Not allowed: not ours").waitFor();
  await answer().getByText("Fetched or not.").waitFor();
});
await check("with a yes it is tried", async () => {
  await ask(page, "Do fetch the manual");
  await page.getByRole("button", { name: "Allow", exact: true }).click();
  await page.getByText("Allowed.", { exact: true }).waitFor();
  await page.locator("details.tool").last().getByText("failed").waitFor();
});
await check("files are written into the workspace when a person who sees the patch says yes", async () => {
  await ask(page, "Please apply that");
  const card = page.getByRole("group", { name: "Approval" }).last();
  await card.locator(".hljs-deletion").first().waitFor();
  const before = readFileSync(join(workspace, "Dockerfile"), "utf8");
  if (screenshots) await page.screenshot({ path: `${screenshots}/apply.png` });
  await card.getByRole("button", { name: "Allow", exact: true }).click();
  await answer().getByText("Brief.").waitFor();
  expect(readFileSync(join(workspace, "Dockerfile"), "utf8") !== before, "nothing was written");
});
await check("stopping stops, and asking again replaces what was stopped", async () => {
  await asked("Tell me once more");
  await answer().getByText("word3", { exact: false }).first().waitFor({ timeout: 20_000 });
  await page.getByRole("button", { name: "Stop" }).click();
  await page.getByText("Stopped.").waitFor();
  const before = await page.locator(".me").count();
  await page.getByRole("button", { name: "Ask again", exact: true }).click();
  await answer().getByText("word59").waitFor({ timeout: 30_000 });
  expect((await page.locator(".me").count()) === before, "the question is there twice");
  expect((await page.getByText("Stopped.").count()) === 0, "what was stopped is still there");
});
await check("what a model writes formats, and neither loads nor runs nor leads astray", async () => {
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.getByRole("button", { name: "New conversation" }).click();
  await ask(page, "Some markup");
  await answer().getByText("a picture (https://spy.invalid/?q=secret)").waitFor();
  await answer().getByText('<img src=x onerror="console.error(1)">').waitFor();
  expect((await page.locator("architect-answer img").count()) === 0, "an image came of it");
  const links = await page.locator("architect-answer a").evaluateAll((all) => all.map((a) => `${a.href} ${a.rel} ${a.target}`));
  expect(links.join() === "https://example.com/ noopener noreferrer _blank", `links: ${links}`);
  expect(asked.every((url) => url.startsWith(server.url)), `asked elsewhere: ${asked}`);
  expect((await answer().locator("pre .hljs-string").count()) >= 2, "HCL has no colours");
  await answer().getByRole("button", { name: "src/app/layout.tsx:3" }).click();
  await page.locator("dialog span.line.here").waitFor();
});

await browser.close();
server.close();
rmSync(folder, { recursive: true });
sum();

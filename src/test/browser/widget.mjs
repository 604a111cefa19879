// The widget's life in Debian's chromium on a server without a model, and the API with OpenAI's own client.
// node widget.mjs URL WORKSPACE [FOLDER FOR SCREENSHOTS]; prints one line a check and ends with 'N passed, N failed'.
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import OpenAI from "openai";
import { ask, barriers, check, ended, expect, launch, sum } from "./checks.mjs";

const [url, workspace, screenshots] = process.argv.slice(2);

const browser = await launch();
const context = await browser.newContext({ viewport: { width: 1200, height: 900 }, permissions: ["clipboard-read", "clipboard-write"] });
const page = await context.newPage();
const errors = [];
page.on("pageerror", (e) => errors.push(e.message));
page.on("console", (m) => m.type() === "error" && errors.push(m.text()));
const shot = (name) => screenshots && page.screenshot({ path: join(screenshots, `${name}.png`) });
const noBarriers = async (where) => {
  const found = await barriers(page);
  expect(found === "", `${where}: ${found}`);
};
const FIRST = "Our builds are taking too long and we need better deployment practices";

await check("the page greets and offers questions that fit the repository", async () => {
  await page.goto(url);
  await page.getByText("What stands between you and production?").waitFor();
  await page.getByRole("button", { name: "Are our migrations safe to deploy?" }).waitFor();
  await noBarriers("greeting");
});
await check("the spec's first example shows calls with their time, findings and files", async () => {
  await page.getByRole("button", { name: FIRST }).click();
  await page.locator("architect-file").first().waitFor({ timeout: 20_000 });
  expect((await page.locator("details.tool").count()) >= 4, "fewer than four tool cards");
  await page.locator("details.tool", { hasText: "read_dockerfile" }).getByText(/findings: \d+ · \d+\.\d\d s/).waitFor();
  await page.locator("details.tool", { hasText: "read_dockerfile" }).locator("summary").first().click();
  expect((await page.locator(".finding").count()) > 3, "no findings");
  await page.locator(".log").evaluate((e) => (e.scrollTop = 0));
  await shot("widget");
  await noBarriers("answer");
});
await check("the answer has the six parts as tabs, and says that no model was used", async () => {
  const answer = page.locator("architect-answer").last();
  expect((await answer.innerText()).includes("No language model was used"), "it does not say so");
  const parts = ["Files and scripts", "Step-by-step guide", "Cost and trade-offs", "Benchmark and expected improvement",
    "Rollback and recovery", "Monitoring queries and alert thresholds"];
  const tabs = answer.locator(".tabs").first();
  expect((await tabs.getByRole("tab").allInnerTexts()).join() === parts.join(), "other tabs");
  await tabs.getByRole("tab", { name: "Files and scripts" }).focus();
  await page.keyboard.press("ArrowRight");
  await tabs.getByRole("tabpanel", { name: "Step-by-step guide" }).getByText("Put the files into the repository").waitFor();
  await page.keyboard.press("End");
  await tabs.getByRole("tabpanel", { name: "Monitoring queries" }).waitFor();
});
await check("a finding opens its file at its line", async () => {
  await page.locator(".finding", { hasText: "node 18 has had no security fixes" }).first().getByRole("button").click();
  await page.locator("dialog span.line.here", { hasText: "FROM node:18" }).waitFor();
  await noBarriers("source");
  await page.getByRole("button", { name: "Close" }).click();
  expect((await page.locator("dialog").count()) === 0, "it stays open");
});
await check("a file shows its change, its text in colours and its evidence, and is copied and kept", async () => {
  const card = page.locator("architect-file", { hasText: "Dockerfile" }).first();
  await page.locator("architect-answer").last().getByRole("tab", { name: "Files and scripts" }).first().click();
  await page.locator("architect-answer").last().getByRole("button", { name: "Dockerfile", exact: true }).first().click();
  await card.locator(".patch .cut", { hasText: "-FROM node:18" }).waitFor();
  await shot("change");
  await card.getByRole("tab", { name: "File" }).click();
  await card.locator(".hljs-keyword").first().waitFor();
  await card.getByRole("button", { name: "Copy" }).click();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied.includes("AS deps"), "another text was copied");
  const download = page.waitForEvent("download");
  await card.getByRole("button", { name: "Download" }).click();
  expect((await download).suggestedFilename() === "Dockerfile", "another name");
  expect(readFileSync(await (await download).path(), "utf8") === copied, "other bytes");
  await card.getByRole("tab", { name: "Evidence" }).click();
  await card.locator(".evidence li", { hasText: "own Dockerfile rules" }).locator(".badge.passed").waitFor();
  await card.locator(".evidence li", { hasText: "an image is not built here" }).locator(".badge.not_run").waitFor();
  await noBarriers("file");
});
await check("the patch applies to the repository with git", async () => {
  const folder = mkdtempSync(join(tmpdir(), "patched-"));
  cpSync(workspace, folder, { recursive: true });
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download patch" }).click();
  const git = (...words) => execFileSync("git", words, { cwd: folder, stdio: "pipe" });
  git("init", "-q");
  git("apply", "--check", await (await download).path());
  git("apply", await (await download).path());
  expect(readFileSync(join(folder, "Dockerfile"), "utf8").includes("AS deps"), "the Dockerfile is as it was");
  rmSync(folder, { recursive: true });
});
await check("all files come as a zip", async () => {
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download zip" }).click();
  expect(readFileSync(await (await download).path()).subarray(0, 2).toString() === "PK", "no zip");
});
await check("a reload brings the conversation back", async () => {
  await page.reload();
  await page.locator("architect-file").first().waitFor({ timeout: 20_000 });
  expect((await page.locator(".me").count()) === 1, "the question is not there once");
});
await check("a question is edited and asked again, and takes the place of the first", async () => {
  await page.getByRole("button", { name: "Edit and ask again" }).click();
  await page.getByText("This replaces the question").waitFor();
  expect((await page.locator("footer textarea").inputValue()) === FIRST, "the question is not there to edit");
  await ask(page, "Make our image smaller");
  await page.locator(".me", { hasText: "Make our image smaller" }).waitFor();
  await ended(page);
  expect((await page.locator(".me").count()) === 1, "the first one is still there");
  await page.reload();
  await page.locator(".me", { hasText: "Make our image smaller" }).waitFor();
  expect((await page.locator(".me").count()) === 1, "after a reload the first one is back");
});
await check("a second conversation stands beside the first, and either is found again", async () => {
  await page.getByRole("button", { name: "New conversation" }).click();
  await ask(page, "Set up alerts");
  await ended(page);
  await page.getByRole("button", { name: "Conversations" }).click();
  const history = page.getByRole("navigation", { name: "Conversations" });
  await history.getByText("Make our image smaller").first().waitFor();
  await shot("history");
  await noBarriers("history");
  await history.getByText("Make our image smaller").first().click();
  await page.locator(".me", { hasText: "Make our image smaller" }).waitFor();
  await history.getByText("Set up alerts").first().click();
  await page.locator(".me", { hasText: "Set up alerts" }).waitFor();
});
await check("a conversation is deleted for good", async () => {
  const history = page.getByRole("navigation", { name: "Conversations" });
  await page.getByRole("button", { name: "Delete conversation: Set up alerts" }).first().click();
  await page.getByText("What stands between you and production?").waitFor();
  await page.reload();
  await page.getByRole("button", { name: "Conversations" }).click();
  await history.getByText("Make our image smaller").first().waitFor();
  expect((await history.getByText("Set up alerts").count()) === 0, "it is still listed");
  await page.keyboard.press("Escape");
  expect((await history.count()) === 0, "Escape does not close the list");
});
await check("questions that come as soon as the last one is answered are all asked", async () => {
  await page.getByRole("button", { name: "New conversation" }).click();
  for (let i = 1; i <= 6; i++) {
    await ask(page, `Make our image smaller, please (${i})`);
    await page.locator(".me").nth(i - 1).waitFor();
    await ended(page);
  }
  expect((await page.locator(".me").count()) === 6, "some were lost");
  expect((await page.locator(".notice.bad").count()) === 0, "something was refused");
});
await check("a question that the server does not take is said so, and stays to be asked again", async () => {
  await page.getByRole("button", { name: "New conversation" }).click();
  await page.route("**/runs", (route) => route.fulfill({ status: 429, contentType: "application/problem+json", body: '{"detail":"Too many runs a minute."}' }));
  await ask(page, "Make our image smaller");
  await page.getByRole("alert").getByText("Too many runs a minute.").waitFor();
  await page.waitForFunction(() => document.querySelector("deployment-architect").shadowRoot.querySelector("textarea").value === "Make our image smaller");
  await page.unroute("**/runs");
  await page.keyboard.press("Enter");
  await ended(page);
  expect((await page.getByRole("alert").count()) === 0, "the refusal is still shown");
  errors.splice(0, errors.length, ...errors.filter((e) => !e.includes("429")));
});
await check("markup in a question stays text", async () => {
  await page.getByRole("button", { name: "New conversation" }).click();
  await ask(page, "<img src=x onerror=console.error(1)> hello");
  await page.getByText("beyond what can be answered").waitFor({ timeout: 10_000 });
  expect((await page.locator("img").count()) === 0, "an element came of it");
});
await check("files that are sent become a workspace to ask about, and are taken away again", async () => {
  await page.getByRole("button", { name: "Add a workspace" }).click();
  await noBarriers("add");
  await page.getByLabel("Choose files").setInputFiles([
    { name: "package.json", mimeType: "application/json", buffer: Buffer.from('{"dependencies":{"next":"15.5.0"}}') },
    { name: "Dockerfile", mimeType: "text/plain", buffer: Buffer.from("FROM node\nCOPY . .\nRUN npm install\n") },
  ]);
  await page.waitForFunction(() => /^package-[0-9a-f]{8}$/.test(document.querySelector("deployment-architect").shadowRoot.querySelector("select").value));
  await ask(page, "Make our image smaller");
  await page.locator("architect-answer", { hasText: "Dockerfile:1" }).waitFor({ timeout: 20_000 });
  await page.getByRole("button", { name: "Remove this workspace" }).click();
  await page.waitForFunction(() => document.querySelector("deployment-architect").shadowRoot.querySelectorAll("option").length === 1);
});
await check("everything is reached by the keyboard alone", async () => {
  await page.reload();
  await page.getByRole("button", { name: "Are our migrations safe to deploy?" }).waitFor();
  const focused = () => page.evaluate(() => {
    let at = document.activeElement;
    while (at?.shadowRoot) at = at.shadowRoot.activeElement;
    return at?.getAttribute("aria-label") ?? at?.textContent.trim();
  });
  const reached = [];
  for (let i = 0; i < 14; i++) {
    await page.keyboard.press("Tab");
    reached.push(await focused());
  }
  for (const name of ["Conversations", "Workspace", "Add a workspace", "New conversation", "Are our migrations safe to deploy?", "Your question", "Ask"])
    expect(reached.includes(name), `${name} is not among ${reached.join(" | ")}`);
  await page.locator("footer textarea").focus();
  await page.keyboard.type("Make our image smaller");
  await page.keyboard.press("Enter");
  await ended(page);
  await page.locator("details.tool summary").first().focus();
  await page.keyboard.press("Enter");
  await page.locator("details.tool[open]").first().waitFor();
});
await check("it is dark where the reader's system is, without barriers", async () => {
  await page.emulateMedia({ colorScheme: "dark" });
  await page.reload();
  await page.locator("architect-file").first().waitFor({ timeout: 20_000 });
  await page.locator("architect-file summary").first().click();
  const [r, g, b] = await page.locator("deployment-architect").evaluate((e) => getComputedStyle(e).backgroundColor.match(/\d+/g).map(Number));
  expect(r + g + b < 120, "the background is light");
  await shot("dark");
  await noBarriers("dark");
});
await check("it fits a phone", async () => {
  await page.setViewportSize({ width: 375, height: 720 });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide <= 375, `the page is ${wide} wide`);
  const main = await page.locator(".log").evaluate((e) => e.scrollWidth - e.clientWidth);
  expect(main <= 0, `the conversation is ${main} too wide`);
  await shot("phone");
  await page.getByRole("button", { name: "Conversations" }).click();
  await page.getByRole("navigation", { name: "Conversations" }).getByRole("listitem").first().locator("button").first().click();
  expect((await page.getByRole("navigation").count()) === 0, "the list stays over the conversation");
  await noBarriers("phone");
});
await check("nothing went wrong in the console", async () => expect(errors.length === 0, errors.join("; ")));
await browser.close();

const client = new OpenAI({ baseURL: `${url.replace(/\/$/, "")}/v1`, apiKey: "none" });
await check("the openai client lists models and streams an answer", async () => {
  const models = [];
  for await (const model of client.models.list()) models.push(model.id);
  expect(models.includes("devops-deployment-architect"), `models: ${models}`);
  let text = "";
  let usage = null;
  const stream = await client.chat.completions.create({
    model: "devops-deployment-architect", stream: true, stream_options: { include_usage: true },
    messages: [{ role: "user", content: "Set up alerts" }] });
  for await (const chunk of stream) {
    text += chunk.choices[0]?.delta?.content ?? "";
    usage = chunk.usage ?? usage;
  }
  expect(text.includes("Alert on what users feel"), "no answer");
  expect(usage !== null, "no usage");
});

process.exit(sum() ? 1 : 0);

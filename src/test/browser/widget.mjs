// Drives the widget in Debian's chromium and the API with OpenAI's own client.
// node widget.mjs URL [SCREENSHOT]; prints one line a check and ends with 'N passed, N failed'.
import { check, expect, launch, sum } from "./checks.mjs";
import OpenAI from "openai";

const [url, screenshot] = process.argv.slice(2);

const browser = await launch();
const page = await browser.newPage({ viewport: { width: 1200, height: 900 } });
const errors = [];
page.on("pageerror", (e) => errors.push(e.message));
page.on("console", (m) => m.type() === "error" && errors.push(m.text()));

await check("the page greets and offers questions", async () => {
  await page.goto(url);
  await page.getByText("What stands between you and production?").waitFor();
});
await check("the spec's first example shows tool cards, findings and files with evidence", async () => {
  await page.getByRole("textbox").fill("Our builds are taking too long and we need better deployment practices");
  await page.keyboard.press("Enter");
  await page.locator("details.file").first().waitFor({ timeout: 20000 });
  expect((await page.locator("details.tool").count()) >= 4, "fewer than four tool cards");
  await page.locator("details.tool", { hasText: "read_dockerfile" }).locator("summary").click();
  expect((await page.locator(".finding").count()) > 3, "no findings");
  await page.locator("details.file summary", { hasText: "Dockerfile" }).first().click();
  expect((await page.locator(".badge.passed").count()) > 0, "no passed evidence");
  await page.locator(".log").evaluate((e) => (e.scrollTop = 0));
  await page.waitForTimeout(700);
  if (screenshot) await page.screenshot({ path: screenshot });
});
await check("the answer has the six parts and says that no model was used", async () => {
  const text = await page.locator(".answer").last().innerText();
  for (const part of ["No language model was used", "Files and scripts", "Step-by-step guide", "Cost and trade-offs",
    "Benchmark and expected improvement", "Rollback and recovery", "Monitoring queries and alert thresholds"])
    expect(text.includes(part), `no '${part}'`);
});
await check("a reload brings the conversation back", async () => {
  await page.reload();
  await page.locator("details.file").first().waitFor({ timeout: 20000 });
  expect((await page.locator(".me").count()) === 1, "the question is not there once");
});
await check("a file downloads with its bytes", async () => {
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download zip" }).click();
  expect((await download).suggestedFilename() === "architect-files.zip", "another file");
});
await check("markup in an answer stays text", async () => {
  await page.getByRole("button", { name: "New conversation" }).click();
  await page.getByRole("textbox").fill("<img src=x onerror=console.error(1)> hello");
  await page.keyboard.press("Enter");
  await page.getByText("beyond what can be answered").waitFor({ timeout: 10000 });
  expect((await page.locator("img").count()) === 0, "an element came of it");
});
await check("files that are sent become a workspace to ask about", async () => {
  await page.getByLabel("Files to send").setInputFiles([
    { name: "package.json", mimeType: "application/json", buffer: Buffer.from('{"dependencies":{"next":"15.5.0"}}') },
    { name: "Dockerfile", mimeType: "text/plain", buffer: Buffer.from("FROM node\nCOPY . .\nRUN npm install\n") },
  ]);
  await page.waitForFunction(() => /^package-[0-9a-f]{8}$/.test(document.querySelector("deployment-architect").shadowRoot.querySelector("select").value));
  await page.getByRole("textbox").fill("Make our image smaller");
  await page.keyboard.press("Enter");
  await page.locator(".answer", { hasText: "Dockerfile:1" }).waitFor({ timeout: 20000 });
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

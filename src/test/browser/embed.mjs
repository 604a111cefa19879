// The example of docs/embed in a page of another origin with a strict policy, on a server with keys.
// node embed.mjs ARCHITECT [FOLDER FOR SCREENSHOTS]; prints one line a check and ends with 'N passed, N failed'.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import http from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ask, barriers, check, ended, expect, launch, sum } from "./checks.mjs";
import { serve } from "./server.mjs";

const [architect, screenshots] = process.argv.slice(2);
const example = fileURLToPath(new URL("../../../docs/embed/", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "embed-"));
const [, key, line] = /Key, shown this once: (\S+)\n.*\n(.+)/.exec(execFileSync(architect, ["key", "portal"], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }));
writeFileSync(join(folder, "keys"), `${line}\n`);
const PORTAL = "http://portal.localhost:8741";
const STRANGER = "http://stranger.localhost:8741";
const server = await serve(architect, 8739, "--allow-origin", PORTAL, "--keys", join(folder, "keys"));
const from = server.url.slice(0, -1);

/** The example's files, its server's address replaced, and what the query asks for put into the page. */
const portal = http.createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url, PORTAL);
  const name = pathname === "/" ? "index.html" : pathname.slice(1);
  let body = readFileSync(join(example, name), "utf8").replaceAll("http://localhost:8710", from);
  if (searchParams.has("tag")) body = body.replace("<deployment-architect", `<deployment-architect ${searchParams.get("tag")}`);
  if (searchParams.has("html")) body = body.replace('<html lang="en"', `<html ${searchParams.get("html")}`);
  response.setHeader("Content-Type", { html: "text/html", css: "text/css", json: "application/json" }[name.split(".").at(-1)]);
  response.setHeader("Content-Security-Policy",
    `default-src 'none'; script-src ${from}; style-src 'self'; connect-src 'self' ${from}; img-src data:; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types lit-html`);
  response.end(body);
}).listen(8741);

const browser = await launch();
const page = await browser.newPage({ viewport: { width: 1000, height: 800 } });
const errors = [];
page.on("pageerror", (e) => errors.push(e.message));
page.on("console", (m) => m.type() === "error" && !/40[13]/.test(m.text()) && errors.push(m.text()));
const open = (query = {}) => page.goto(`${PORTAL}/?${new URLSearchParams(query)}`);
const shot = (name) => screenshots && page.screenshot({ path: join(screenshots, `${name}.png`) });

await check("a page of an allowed origin asks for a key, and a wrong one again", async () => {
  await open();
  await page.getByText("This server asks for a key.").waitFor();
  await page.getByLabel("Key").fill("wrong");
  await page.keyboard.press("Enter");
  await page.waitForTimeout(300);
  await page.getByText("This server asks for a key.").waitFor();
  expect((await barriers(page)) === "", await barriers(page));
});
await check("with the key it answers, in the page's own colours", async () => {
  await page.getByLabel("Key").fill(key);
  await page.keyboard.press("Enter");
  await page.getByText("What stands between you and production?").waitFor();
  await ask(page, "Be brief");
  await page.locator("architect-answer", { hasText: "Brief." }).waitFor();
  await ended(page);
  const colour = await page.locator("footer button.main").evaluate((e) => getComputedStyle(e).backgroundColor);
  expect(colour === "rgb(10, 107, 88)", `the accent is ${colour}`);
  expect((await barriers(page)) === "", await barriers(page));
  await shot("embedded");
});
await check("a reload needs no key again, and shows the conversation", async () => {
  await page.reload();
  await page.locator("architect-answer", { hasText: "Brief." }).waitFor();
});
await check("a yes is given in the server's own page alone", async () => {
  await ask(page, "Please fetch the manual");
  const card = page.getByRole("group", { name: "Approval" });
  const link = card.getByRole("link", { name: "Review and allow in the server's own page" });
  await link.waitFor();
  expect((await card.getByRole("button", { name: "Allow", exact: true }).count()) === 0, "it can be allowed in the portal");
  // The portal's own script does all it can with the key that it has.
  const tried = await page.evaluate(async ([from, key]) => {
    const call = (path, method = "GET", body) =>
      fetch(from + path, { method, headers: { Authorization: `Bearer ${key}`, "Content-Type": "application/json" }, body });
    const { conversations } = await (await call("/v1/conversations")).json();
    const { runs } = await (await call(`/v1/conversations/${conversations[0].id}`)).json();
    const run = runs.at(-1).id;
    const reader = (await call(`/v1/runs/${run}/events`)).body.getReader();
    let text = "";
    while (!/"approval":"(\w+)"/.test(text)) text += new TextDecoder().decode((await reader.read()).value);
    await reader.cancel();
    const approval = `/v1/runs/${run}/approvals/${/"approval":"(\w+)"/.exec(text)[1]}`;
    return [(await call(`${approval}/show`, "POST")).status, (await call(approval, "POST", '{"approve":true}')).status];
  }, [from, key]);
  expect(tried.join() === "403,403", `the portal's script got ${tried}`);
  const own = await browser.newPage();
  await own.goto(await link.getAttribute("href"));
  await own.getByLabel("Key").fill(key);
  await own.keyboard.press("Enter");
  await own.getByRole("button", { name: "Allow", exact: true }).click();
  await own.getByText("Allowed.", { exact: true }).waitFor();
  await own.close();
  await page.getByText("Allowed.", { exact: true }).waitFor();
  await ended(page);
});
await check("it speaks another language", async () => {
  await open({ tag: 'strings="strings.de.json"', html: 'lang="de"' });
  await page.getByRole("button", { name: "Neue Unterhaltung" }).click();
  await page.getByText("Was steht zwischen Ihnen und der Produktion?").waitFor();
});
await check("it is dark by its theme, and mirrored from right to left", async () => {
  await open({ tag: 'theme="dark"', html: 'lang="ar" dir="rtl"' });
  await ask(page, "Be brief, please");
  await ended(page);
  const boxes = await page.evaluate(() => {
    const root = document.querySelector("deployment-architect").shadowRoot;
    const x = (selector) => root.querySelector(selector).getBoundingClientRect().x;
    return { menu: x("header button"), model: x("header .model"), ask: x("footer button.main"), field: x("footer textarea") };
  });
  expect(boxes.menu > boxes.model && boxes.ask < boxes.field, `not mirrored: ${JSON.stringify(boxes)}`);
  const background = await page.locator("deployment-architect").evaluate((e) => getComputedStyle(e).backgroundColor);
  expect(background === "rgb(16, 20, 27)", `the background is ${background}`);
  await shot("rtl");
  expect((await barriers(page)) === "", await barriers(page));
});
await check("the policy refused nothing, and nothing went wrong", async () => expect(errors.length === 0, errors.join("; ")));
await check("a page of another origin gets nothing", async () => {
  await page.goto(`${STRANGER}/`);
  await page.waitForTimeout(500);
  expect(await page.evaluate(() => customElements.get("deployment-architect") === undefined), "the widget came");
  const refused = await page.evaluate((url) => fetch(`${url}/healthz`).then(() => "read", () => "refused"), from).catch(() => "refused");
  expect(refused === "refused", "it could read the server");
});

await browser.close();
server.close();
portal.close();
portal.closeAllConnections();
rmSync(folder, { recursive: true });
sum();

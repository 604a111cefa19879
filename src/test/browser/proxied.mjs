// The server's own page behind a proxy: by plain http, under a name of its own, below a path.
// node proxied.mjs ARCHITECT; prints one line a check and ends with 'N passed, N failed'.
import http from "node:http";
import { ask, check, ended, expect, launch, sum } from "./checks.mjs";
import { serve } from "./server.mjs";

const ORIGIN = "http://tools.example.com:8742";
const server = await serve(process.argv[2], 8740, "--allow-origin", ORIGIN);

/** As a proxy does that gives one server a path: /architect/x is its /x. */
const proxy = http.createServer((request, response) => {
  if (!request.url.startsWith("/architect/")) return response.writeHead(404).end();
  const to = new URL(request.url.slice("/architect".length), server.url);
  const passed = http.request(to, { method: request.method, headers: request.headers }, (answer) => {
    response.writeHead(answer.statusCode, answer.headers);
    answer.pipe(response);
  });
  passed.on("error", () => response.destroy());
  request.pipe(passed);
}).listen(8742);

// No name of this machine: browsers take those for as safe as https.
const browser = await launch("--host-resolver-rules=MAP tools.example.com 127.0.0.1");
const page = await browser.newPage({ viewport: { width: 1000, height: 800 } });
const errors = [];
page.on("pageerror", (e) => errors.push(e.message));
page.on("console", (m) => m.type() === "error" && errors.push(m.text()));

await check("the page works below a path and by plain http", async () => {
  await page.goto(`${ORIGIN}/architect/`);
  expect(!(await page.evaluate(() => isSecureContext)), "the page is a secure context; this shows nothing");
  await page.getByText("What stands between you and production?").waitFor();
  await ask(page, "Be brief");
  await page.locator("architect-answer", { hasText: "Brief." }).waitFor();
  await ended(page);
});
await check("copying works there", async () => {
  await page.getByRole("button", { name: "Copy", exact: true }).last().click();
  await page.getByText("Copied").waitFor();
  await page.locator("footer textarea").focus();
  await page.keyboard.press("Control+V");
  const pasted = await page.locator("footer textarea").inputValue();
  expect(pasted.includes("Brief."), `pasted: ${pasted.slice(0, 80)}`);
});
await check("a reload shows the conversation", async () => {
  await page.reload();
  await page.locator("architect-answer", { hasText: "Brief." }).waitFor();
});
await check("nothing went wrong in the console", async () => expect(errors.length === 0, errors.join(" | ")));

await browser.close();
proxy.closeAllConnections();
proxy.close();
server.close();
sum();

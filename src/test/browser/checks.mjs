// Checks of a page in Debian's chromium: one line each, and a sum at the end.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

let passed = 0;
let failed = 0;

export async function check(name, body) {
  try {
    await body();
    passed++;
    console.log(`ok   ${name}`);
  } catch (error) {
    failed++;
    console.log(`FAIL ${name}: ${error.message.split("\n")[0]}`);
  }
}

export function expect(condition, message) {
  if (!condition) throw new Error(message);
}

/** Prints 'N passed, N failed', makes a failure one of the process, and returns how many failed. */
export function sum() {
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed ? 1 : 0;
  return failed;
}

export const launch = (...more) =>
  chromium.launch({
    executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync", ...more],
  });

/** A person's way to ask. */
export async function ask(page, question) {
  await page.locator("footer button.main:not([disabled])").waitFor();
  await page.locator("footer textarea").fill(question);
  await page.keyboard.press("Enter");
}

/** Until the newest run has ended. */
export const ended = (page) =>
  page.waitForFunction(
    () => {
      const root = document.querySelector("deployment-architect").shadowRoot;
      return root.querySelector(".run") && !root.querySelector("footer button.main").disabled;
    },
    undefined,
    { timeout: 30_000 },
  );

/** What axe finds wrong, as one line; the shadow trees are looked into. */
export async function barriers(page) {
  await page.evaluate(axe);
  const { violations, passes } = await page.evaluate(() => window.axe.run(document));
  // The target of a node in a shadow tree is a list of selectors.
  const seen = passes.flatMap((p) => p.nodes).filter((n) => Array.isArray(n.target[0])).length;
  expect(seen > 20, `axe saw ${seen} nodes of the widget`);
  return violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.flat().join(" ")).slice(0, 3).join(", ")}`).join("; ");
}

// Checks of a page in Debian's chromium: one line each, and a sum at the end.
import { chromium } from "playwright-core";

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

export const launch = () =>
  chromium.launch({
    executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });

// Starts the built server and measures it against a budget; exit 1 when it is over.
//
//   node deploy/budget.mjs "<start command>" [PATH]
//
// BUDGET_P95_MS    the slowest of 19 in 20 answers, in milliseconds
// BUDGET_START_MS  from start to the first good answer
// Measured on the runner beside the server: compare runs with each other, not with users' times.
import { spawn } from "node:child_process";
import { appendFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";

const [command, path = "/"] = process.argv.slice(2);
if (!command) {
  console.error('usage: node deploy/budget.mjs "<start command>" [PATH]');
  process.exit(2);
}
const port = process.env.PORT ?? "3000";
const url = `http://127.0.0.1:${port}${path}`;
const budget = {
  p95: Number(process.env.BUDGET_P95_MS ?? <% p95 %>),
  start: Number(process.env.BUDGET_START_MS ?? <% startMs %>),
};
const requests = Number(process.env.BUDGET_REQUESTS ?? 200);

const began = performance.now();
const server = spawn(command, {
  shell: true,
  detached: true,
  stdio: ["ignore", "inherit", "inherit"],
  env: { ...process.env, PORT: port, HOSTNAME: "127.0.0.1" },
});
const stop = () => {
  try {
    process.kill(-server.pid, "SIGTERM");
  } catch {
    // It has ended by itself.
  }
};

async function answer() {
  const start = performance.now();
  const response = await fetch(url, { signal: AbortSignal.timeout(10_000) });
  await response.arrayBuffer();
  return { good: response.status < 400, status: response.status, ms: performance.now() - start };
}

async function measure() {
  let last = "no answer";
  while (performance.now() - began < budget.start + 30_000) {
    if (server.exitCode !== null) {
      throw new Error(`the server ended with ${server.exitCode}`);
    }
    try {
      const first = await answer();
      if (first.good) {
        const started = performance.now() - began;
        const times = [];
        for (let i = 0; i < requests; i++) {
          const one = await answer();
          if (!one.good) {
            throw new Error(`answer ${i + 1} of ${requests} was ${one.status}`);
          }
          times.push(one.ms);
        }
        times.sort((a, b) => a - b);
        const at = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))];
        return { started, p50: at(0.5), p95: at(0.95) };
      }
      last = String(first.status);
    } catch (error) {
      if (error instanceof Error && error.message.startsWith("answer ")) {
        throw error;
      }
      last = String(error);
    }
    await pause(100);
  }
  throw new Error(`no good answer from ${url}; last: ${last}`);
}

let code = 1;
try {
  const seen = await measure();
  const rows = [
    ["start to first good answer", seen.started, budget.start],
    [`p95 of ${requests} answers`, seen.p95, budget.p95],
  ];
  const over = rows.filter(([, measured, limit]) => measured > limit);
  const table = [
    `| ${path} | measured | budget |`,
    "| --- | --- | --- |",
    ...rows.map(([what, measured, limit]) => `| ${what} | ${measured.toFixed(0)} ms | ${limit} ms |`),
    `| p50 | ${seen.p50.toFixed(1)} ms | |`,
  ].join("\n");
  console.log(table);
  if (process.env.GITHUB_STEP_SUMMARY) {
    appendFileSync(process.env.GITHUB_STEP_SUMMARY, `${table}\n`);
  }
  code = over.length > 0 ? 1 : 0;
  over.forEach(([what]) => console.error(`over budget: ${what}`));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
} finally {
  stop();
}
process.exit(code);

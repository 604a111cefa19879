// The whole bench: model, server and clients as processes of their own.
//   node src/test/load/bench.mjs [postgresql://user:password@host/database]
// Without an address it keeps conversations in a SQLite file. Needs nothing from npm.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const architect = join(here, "..", "..", "..", "architect");
const folder = mkdtempSync(join(tmpdir(), "bench-"));
const store = process.argv[2] || join(folder, "store.db");
const [MODEL, SERVER] = [19292, 19293];
const url = `http://127.0.0.1:${SERVER}`;

// streams, deltas, gap: the last one asks how many events a second can be stored.
const ROUNDS = [[64, 200, 50, "warm-up"], [1, 200, 50], [64, 200, 50], [250, 200, 50], [250, 200, 50], [1000, 20, 500], [64, 2000, 0, "as fast as it goes"]];

function run(command, args, options = {}) {
  const child = spawn(command, args, { stdio: ["ignore", "pipe", "inherit"], ...options });
  child.text = "";
  child.stdout.on("data", (data) => (child.text += data));
  child.ended = new Promise((resolve) => child.on("exit", resolve));
  return child;
}

const memory = (pid, what) => Number(new RegExp(`${what}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, "utf8"))[1]) / 1024;

async function ready() {
  for (let i = 0; i < 300; i++) {
    try { if ((await fetch(`${url}/readyz`)).ok) return; } catch { /* not yet */ }
    await new Promise((r) => setTimeout(r, 100));
  }
  throw new Error("the server did not start");
}

const server = run(architect, ["serve", "--port", SERVER, "--store", store], {
  env: { ...process.env, ARCHITECT_MODEL: "load", ARCHITECT_BASE_URL: `http://127.0.0.1:${MODEL}/v1` },
});
try {
  await ready();
  await new Promise((r) => setTimeout(r, 2000));
  const idle = memory(server.pid, "VmRSS");
  console.log(`store: ${process.argv[2] ? "PostgreSQL" : "SQLite"}; idle ${idle.toFixed(0)} MB`);
  for (const [streams, deltas, gap, name] of ROUNDS) {
    const model = run("node", [join(here, "model.mjs"), MODEL, deltas, gap]);
    await new Promise((r) => setTimeout(r, 500));
    const clients = run("node", [join(here, "clients.mjs"), url, streams, deltas, gap]);
    await clients.ended;
    model.kill();
    await model.ended;
    const r = JSON.parse(clients.text);
    const peak = memory(server.pid, "VmHWM");
    console.log(
      `${name ? `(${name}) ` : ""}${r.streams} streams, ${deltas} deltas, ${gap} ms: lost ${r.lost}, stalls ${r.stalls}` +
        (gap ? `, slowest ${r.slowest} of ideal, first token +${r.firstToken.p50} (p99 ${r.firstToken.p99}) ms, each +${r.perToken.p50} (p99 ${r.perToken.p99}) ms` : "") +
        `, ${r.eventsPerSecond} events/s, peak so far ${peak.toFixed(0)} MB (${(((peak - idle) / streams) * 1024).toFixed(0)} kB a stream)`,
    );
  }
} finally {
  server.kill();
  await server.ended;
  rmSync(folder, { recursive: true, force: true });
}

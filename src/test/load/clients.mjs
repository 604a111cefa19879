// N conversations at once, each streamed to its end: node clients.mjs URL N DELTAS GAP
// Prints one JSON object: frames lost, stalls, slowest run against the ideal, added times in milliseconds.
import http from "node:http";

const [url, count = "200", deltas = "200", gap = "50"] = process.argv.slice(2);
const DELTAS = Number(deltas);
const GAP = Number(gap);
const IDEAL = DELTAS * GAP;
const agent = new http.Agent({ keepAlive: true, maxSockets: Infinity });
const now = () => performance.timeOrigin + performance.now();

function post(path, body, headers, onChunk) {
  return new Promise((resolve, reject) => {
    const request = http.request(url + path, { method: "POST", agent, headers: { "Content-Type": "application/json", ...headers } }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", onChunk || ((chunk) => (text += chunk)));
      response.on("end", () => resolve({ status: response.statusCode, text }));
      response.on("error", reject);
    });
    request.on("error", reject);
    request.end(JSON.stringify(body));
  });
}

async function one() {
  const { id } = JSON.parse((await post("/v1/conversations", {}, {})).text);
  const seen = { frames: 0, deltas: 0, gaps: 0, stalls: 0, finished: false, first: 0, added: [] };
  let buffer = "";
  const start = now();
  let last = start;
  await post(`/v1/conversations/${id}/runs`, { question: "Speak." }, { Accept: "text/event-stream" }, (chunk) => {
    const at = now();
    buffer += chunk;
    for (let end = buffer.indexOf("\n\n"); end >= 0; end = buffer.indexOf("\n\n")) {
      const frame = buffer.slice(0, end);
      buffer = buffer.slice(end + 2);
      if (!frame.startsWith("id: ")) continue;
      if (Number.parseInt(frame.slice(4)) !== ++seen.frames) seen.gaps++;
      if (frame.includes("event: text_delta")) {
        const written = /t(\d{16})/.exec(frame);
        seen.added.push(at - Number(written[1]) / 1000);
        if (++seen.deltas === 1) seen.first = at - start - GAP;
        else if (GAP && at - last > 10 * GAP) seen.stalls++;
        last = at;
      } else if (frame.includes("event: run_finished")) seen.finished = true;
    }
  });
  return { ...seen, ms: now() - start };
}

const begin = now();
const results = await Promise.all(Array.from({ length: Number(count) }, one));
const seconds = (now() - begin) / 1000;
const sorted = (values) => Float64Array.from(values).sort();
const at = (values, share) => Math.round(values[Math.min(values.length - 1, Math.floor(values.length * share))] * 10) / 10;
const runs = sorted(results.map((r) => r.ms));
const first = sorted(results.map((r) => r.first));
const added = sorted(results.flatMap((r) => r.added));
const events = results.reduce((sum, r) => sum + r.frames, 0);
console.log(JSON.stringify({
  streams: results.length,
  lost: results.filter((r) => r.deltas !== DELTAS || r.gaps || !r.finished).length,
  stalls: results.reduce((sum, r) => sum + r.stalls, 0),
  slowest: IDEAL ? Math.round((runs.at(-1) / IDEAL) * 1000) / 1000 : null,
  firstToken: { p50: at(first, 0.5), p99: at(first, 0.99) },
  perToken: { p50: at(added, 0.5), p99: at(added, 0.99) },
  eventsPerSecond: Math.round(events / seconds),
}));
agent.destroy();

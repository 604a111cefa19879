// N conversations at once, each streamed to its end: node clients.mjs URL N
// Prints lost events and the slowest run against the ideal of 200 deltas at 50 ms.
const [url, count = "200"] = process.argv.slice(2);
const IDEAL = 200 * 50;

async function one() {
  const post = (path, body, headers = {}) =>
    fetch(url + path, { method: "POST", headers: { "Content-Type": "application/json", ...headers }, body: JSON.stringify(body) });
  const { id } = await (await post("/v1/conversations", {})).json();
  const start = performance.now();
  const response = await post(`/v1/conversations/${id}/runs`, { question: "Speak." }, { Accept: "text/event-stream" });
  const text = await response.text();
  const ms = performance.now() - start;
  const ids = [...text.matchAll(/^id: (\d+)$/gm)].map((m) => Number(m[1]));
  const deltas = (text.match(/^event: text_delta$/gm) || []).length;
  const gaps = ids.filter((n, i) => n !== i + 1).length;
  return { ms, deltas, gaps, finished: text.includes("event: run_finished") };
}

const results = await Promise.all(Array.from({ length: Number(count) }, one));
const ms = results.map((r) => r.ms).sort((a, b) => a - b);
const lost = results.filter((r) => r.deltas !== 200 || r.gaps || !r.finished).length;
console.log(`${results.length} conversations, ${lost} with lost events; ideal ${IDEAL} ms, median ${Math.round(ms[ms.length >> 1])} ms, slowest ${Math.round(ms.at(-1))} ms (${(ms.at(-1) / IDEAL).toFixed(3)} of ideal)`);
process.exit(lost ? 1 : 0);

// A model endpoint that streams DELTAS deltas, one every GAP milliseconds: node model.mjs PORT DELTAS GAP
// Each delta says when it was written (microseconds since 1970), the first also when the request came.
import http from "node:http";

const [port = "9292", deltas = "200", gap = "50"] = process.argv.slice(2);
const DELTAS = Number(deltas);
const GAP = Number(gap);
const now = () => Math.round((performance.timeOrigin + performance.now()) * 1000);

http.createServer((request, response) => {
  request.resume();
  const came = now();
  response.writeHead(200, { "Content-Type": "text/event-stream" });
  const chunk = (delta, finish = null) =>
    response.write(`data: ${JSON.stringify({ id: "x", object: "chat.completion.chunk", choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`);
  // By the clock, not by interval: intervals drift by a few percent.
  const start = performance.now();
  let sent = 0;
  const next = () => {
    for (; sent < DELTAS && performance.now() >= start + (sent + 1) * GAP; sent++) {
      chunk({ content: sent ? `t${now()} ` : `c${came} t${now()} ` });
      if (GAP === 0 && sent % 50 === 49) { sent++; return setImmediate(next); }
    }
    if (sent < DELTAS) return setTimeout(next, start + (sent + 1) * GAP - performance.now());
    chunk({}, "stop");
    response.end("data: [DONE]\n\n");
  };
  next();
}).listen(Number(port), "127.0.0.1", 2048, () => console.log(`model on ${port}`));

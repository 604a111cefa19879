// A model endpoint that streams DELTAS deltas, one every GAP milliseconds: node model.mjs PORT
import http from "node:http";

const [port = "9292"] = process.argv.slice(2);
const DELTAS = 200;
const GAP = 50;

http.createServer((request, response) => {
  request.resume();
  response.writeHead(200, { "Content-Type": "text/event-stream" });
  const chunk = (delta, finish = null) =>
    response.write(`data: ${JSON.stringify({ id: "x", object: "chat.completion.chunk", choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`);
  // By the clock, not by interval: intervals drift by a few percent.
  const start = performance.now();
  let sent = 0;
  const next = () => {
    for (; sent < DELTAS && performance.now() >= start + (sent + 1) * GAP; sent++) chunk({ content: `word${sent} ` });
    if (sent < DELTAS) return setTimeout(next, start + (sent + 1) * GAP - performance.now());
    chunk({}, "stop");
    response.end("data: [DONE]\n\n");
  };
  next();
}).listen(Number(port), "127.0.0.1", () => console.log(`model on ${port}`));

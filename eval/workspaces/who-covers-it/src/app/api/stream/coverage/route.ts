import { findCoverage } from "@/lib/exa";

export const maxDuration = 60;

export async function GET(request: Request) {
  const query = new URL(request.url).searchParams.get("q") ?? "";
  const stream = new ReadableStream({
    async start(controller) {
      const encoder = new TextEncoder();
      for (const result of await findCoverage(query)) {
        controller.enqueue(encoder.encode(`data: ${JSON.stringify(result)}\n\n`));
      }
      controller.close();
    },
  });
  return new Response(stream, { headers: { "Content-Type": "text/event-stream" } });
}

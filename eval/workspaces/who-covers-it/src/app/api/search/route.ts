import { auth } from "@clerk/nextjs/server";
import { db } from "@/lib/db";
import { findCoverage } from "@/lib/exa";

export async function POST(request: Request) {
  const { userId } = await auth();
  if (!userId) {
    return new Response("Unauthorized", { status: 401 });
  }
  const { query } = await request.json();
  const results = await findCoverage(query);
  await db.search.create({ data: { query, results: results.length, userId } });
  return Response.json(results);
}

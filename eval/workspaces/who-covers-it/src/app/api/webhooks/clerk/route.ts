import { Webhook } from "svix";
import { db } from "@/lib/db";

export async function POST(request: Request) {
  const payload = await request.json();
  const webhook = new Webhook(process.env.CLERK_WEBHOOK_SECRET!);
  const event = webhook.verify(JSON.stringify(payload), {
    "svix-id": request.headers.get("svix-id")!,
    "svix-timestamp": request.headers.get("svix-timestamp")!,
    "svix-signature": request.headers.get("svix-signature")!,
  }) as { type: string; data: { id: string; email_addresses: { email_address: string }[] } };
  if (event.type === "user.created") {
    db.user.create({
      data: { clerkId: event.data.id, email: event.data.email_addresses[0].email_address },
    });
  }
  return new Response("ok");
}

import * as pulumi from "@pulumi/pulumi";

/** What an environment may choose. */
export interface Settings {
  /** Application and environment; prefix of every name, at most 32 letters with both. */
  name: string;
  production: boolean;
  tags: Record<string, string>;
  /** The name users type, and the Route 53 zone that holds it. */
  domain: string;
  zoneId: string;
  /** Image with its digest, so that what was tested is what runs. */
  image: string;
  port: number;
  /** Path that answers 200 when the application serves. */
  healthPath: string;
  /** CPU units (1024 is one vCPU) and MiB of a task; Fargate takes certain pairs alone. */
  taskCpu: number;
  taskMemory: number;
  /** Bounds of every kind of scaling; the upper one also bounds connections and cost. */
  minTasks: number;
  maxTasks: number;
  /** 1 shares one gateway, 2 survives the loss of a zone for outbound calls and costs twice. */
  natGateways: number;
  databaseClass: string;
  /** GiB; it grows by itself up to five times that and never shrinks. */
  databaseStorage: number;
  databaseReplicas: number;
  /** Days that point-in-time recovery reaches back. */
  backupDays: number;
  /** Connections a task may open (connection_limit of its URL). */
  connectionsPerTask: number;
  /** Variables whose values are kept in Secrets Manager. */
  secretNames: string[];
  /** Requests per client address in five minutes, for all paths and for those below /api/. */
  rateLimit: number;
  apiRateLimit: number;
  /** Paths other services call: never limited, as they come in bursts from few addresses and are signed. */
  webhookPaths: string[];
  /** Paths that stream (SSE): not counted by the limit of the API, as each reconnect is a request. */
  streamPaths: string[];
  /** The longest silence of a stream; heartbeats must come more often. */
  streamIdleSeconds: number;
  /** How long open requests and streams get when a task is replaced; Fargate ends it at 120. */
  drainSeconds: number;
  alertEmail: string;
  budgetUsd: number;
  /** Repository on GitHub whose jobs may release, as owner/name. */
  repository: string;
}

const config = new pulumi.Config();
const environment = pulumi.getStack();

function between(key: string, lowest: number, highest: number, otherwise?: number): number {
  const value = config.getNumber(key) ?? otherwise;
  if (value === undefined || value < lowest || value > highest) {
    throw new Error(`${key} must lie from ${lowest} to ${highest}, and is ${value}`);
  }
  return value;
}

function like(key: string, pattern: RegExp, what: string, otherwise?: string): string {
  const value = config.get(key) ?? otherwise ?? "";
  if (!pattern.test(value)) {
    throw new Error(`${key} must be ${what}, and is '${value}'`);
  }
  return value;
}

if (environment !== "staging" && environment !== "production") {
  throw new Error(`the stack must be staging or production, and is '${environment}'`);
}

const minTasks = between("minTasks", 1, 1000);

export const settings: Settings = {
  name: `${pulumi.getProject()}-${environment}`,
  production: environment === "production",
  tags: { application: pulumi.getProject(), environment, "managed-by": "pulumi" },
  domain: like("domain", /^[a-z0-9.-]+\.[a-z]{2,}$/, "a domain name"),
  zoneId: like("zoneId", /^Z[A-Z0-9]+$/, "the id of a zone"),
  image: like("image", /@sha256:[0-9a-f]{64}$/, "an image with its digest (pulumi config set image …@sha256:…)"),
  port: between("port", 1, 65535, <% port %>),
  healthPath: like("healthPath", /^\//, "a path", "<% health %>"),
  taskCpu: between("taskCpu", 256, 16384),
  taskMemory: between("taskMemory", 512, 122880),
  minTasks,
  maxTasks: between("maxTasks", minTasks, 1000),
  natGateways: between("natGateways", 1, 2, 1),
  databaseClass: like("databaseClass", /^db\.[a-z0-9]+\.[a-z0-9]+$/, "an instance class"),
  databaseStorage: between("databaseStorage", 20, 13107),
  databaseReplicas: between("databaseReplicas", 0, 5, 0),
  backupDays: between("backupDays", 7, 35, 14),
  connectionsPerTask: between("connectionsPerTask", 1, 100, 5),
  secretNames: [
<%#secrets%>
    "<% . %>",
<%/secrets%>
  ],
  rateLimit: between("rateLimit", 10, 2_000_000_000, 2000),
  apiRateLimit: between("apiRateLimit", 10, 2_000_000_000, 600),
  webhookPaths: [<% webhooks %>],
  streamPaths: [<% streams %>],
  streamIdleSeconds: between("streamIdleSeconds", 1, 4000, 120),
  drainSeconds: between("drainSeconds", 0, 120, 60),
  alertEmail: like("alertEmail", /^[^@\s]+@[^@\s]+$/, "a mail address"),
  budgetUsd: between("budgetUsd", 1, 10_000_000),
  repository: like("repository", /^[\w-]+\/[\w.-]+$/, "owner/name"),
};

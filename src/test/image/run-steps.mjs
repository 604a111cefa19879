// Runs the steps of a generated Dockerfile without Docker: every stage is a folder, RUN a shell in
// it, COPY a copy. Proves that the install, prisma generate, next build and the start work, that the
// health route answers, and that SIGTERM ends the server.
//   node src/test/image/run-steps.mjs [PROJECT [ARGUMENTS]]
// without PROJECT: a small Next.js + Prisma app; ARGUMENTS are those of generate_dockerfile, as JSON.
// BUILD_ENV names the file for the secret 'env', where the build checks its environment.
// Steps that need the image's own system (apk) are not run, and said so.
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";

const root = resolve(import.meta.dirname, "../../..");
const work = mkdtempSync(join(tmpdir(), "image-"));
const project = process.argv[2] ? resolve(process.argv[2]) : sample(join(work, "app"));
const seconds = (from) => ((performance.now() - from) / 1000).toFixed(1);

/** The smallest application with everything the generator looks at. */
function sample(folder) {
  const files = {
    "package.json": JSON.stringify({
      name: "steps", private: true,
      scripts: { build: "next build", start: "next start" },
      dependencies: { next: "15.5.4", react: "19.1.1", "react-dom": "19.1.1", "@prisma/client": "6.16.2" },
      devDependencies: { prisma: "6.16.2", typescript: "5.9.2", "@types/react": "19.1.13", "@types/node": "24.5.2" },
    }, null, 2),
    "next.config.ts": 'import type { NextConfig } from "next";\n\n// Kept as it is but for one line.\nconst nextConfig: NextConfig = {\n  poweredByHeader: false,\n};\n\nexport default nextConfig;\n',
    "app/layout.tsx": "export default function Layout({ children }: { children: React.ReactNode }) {\n  return <html><body>{children}</body></html>;\n}\n",
    "app/page.tsx": "export default function Page() {\n  return <p>It runs.</p>;\n}\n",
    "app/api/health/route.ts": 'import { Prisma } from "@prisma/client";\n\nexport const dynamic = "force-dynamic";\n\nexport function GET() {\n  return Response.json({ ok: true, prisma: Prisma.prismaVersion.client });\n}\n',
    "public/robots.txt": "User-agent: *\n",
    "prisma/schema.prisma": 'generator client {\n  provider   = "prisma-client-js"\n  engineType = "client"\n}\n\ndatasource db {\n  provider = "postgresql"\n  url      = env("DATABASE_URL")\n}\n\nmodel User {\n  id Int @id\n}\n',
    "prisma/migrations/20260101000000_init/migration.sql": 'CREATE TABLE "User" ("id" INTEGER PRIMARY KEY);\n',
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  execFileSync("npm", ["install", "--package-lock-only", "--ignore-scripts", "--no-audit", "--no-fund"], { cwd: folder, stdio: "inherit" });
  return folder;
}

const out = join(work, "files");
execFileSync(join(root, "architect"), ["tool", "generate_dockerfile", "--workspace", project, process.argv[3] ?? "{}", "--out", out], { stdio: ["ignore", "ignore", "inherit"] });
const context = join(work, "context");
cpSync(project, context, { recursive: true, filter: (p) => !/\/(node_modules|\.next|\.git|\.nx|\.pnp\.[^/]*|\.yarn\/(cache|unplugged))$|\/\.env[^/]*$/.test(p) });
cpSync(out, context, { recursive: true });

/** Instructions of the file, continuations joined. */
const file = readdirSync(out, { recursive: true }).find((f) => /(^|\/)Dockerfile$/.test(f));
const instructions = readFileSync(join(out, file), "utf8")
  .split("\n").filter((l) => !/^\s*#/.test(l)).join("\n").replace(/\\\n\s*/g, " ")
  .split("\n").filter(Boolean)
  .map((l) => ({ keyword: l.split(" ")[0], rest: l.slice(l.indexOf(" ") + 1).trim() }));

const stages = new Map();
let stage;
const notRun = [];
const env = { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: "/bin/true", DATABASE_URL: "postgresql://nobody@127.0.0.1:1/none", CI: "1" };
delete env.NODE_ENV;
for (const name of Object.keys(env)) if (name.startsWith("NEXT_PUBLIC_")) delete env[name];
const nodeMajor = instructions.find((i) => i.keyword === "ARG")?.rest.match(/node:(\d+)/)?.[1] ?? "24";
const node = join(work, "node");
execFileSync("npm", ["install", "--prefix", node, `node@${nodeMajor}`, "--no-audit", "--no-fund"], { stdio: "ignore" });
env.PATH = join(node, "node_modules/.bin") + ":" + env.PATH;
console.log("node", execFileSync("node", ["--version"], { env }).toString().trim(), "project", basename(project));

const inside = (s, path) => (path.startsWith("/") ? join(s.folder, path) : join(s.folder, s.workdir, path));

for (const { keyword, rest } of instructions) {
  if (keyword === "FROM") {
    const [, base, name] = rest.match(/^(?:--\S+ )*(\S+)(?: AS (\S+))?/);
    const parent = stages.get(base);
    stage = { name: name ?? "final", folder: join(work, "stages", name ?? "final"), workdir: parent?.workdir ?? "/", env: { ...parent?.env } };
    mkdirSync(stage.folder, { recursive: true });
    if (parent) cpSync(parent.folder, stage.folder, { recursive: true, verbatimSymlinks: true });
    stages.set(stage.name, stage);
  } else if (keyword === "WORKDIR") {
    stage.workdir = rest;
    mkdirSync(inside(stage, "."), { recursive: true });
  } else if (keyword === "ARG" && stage) {
    // As 'docker build --build-arg NAME' gives them: from the environment, and only what is declared.
    for (const word of rest.split(/\s+/)) {
      const name = word.split("=")[0];
      if (name.startsWith("NEXT_PUBLIC_") && name in process.env) stage.env[name] = process.env[name];
    }
  } else if (keyword === "ENV") {
    for (const [, k, v] of rest.matchAll(/(\w+)=(\S+)/g)) if (!v.includes("$")) stage.env[k] = v;
  } else if (keyword === "COPY") {
    const words = rest.split(/\s+/);
    const from = words.find((w) => w.startsWith("--from="))?.slice(7);
    const paths = words.filter((w) => !w.startsWith("--"));
    const target = inside(stage, paths.at(-1));
    for (const path of paths.slice(0, -1)) {
      const source = from ? join(stages.get(from).folder, path) : join(context, path);
      const folder = existsSync(source) && readdirSafe(source);
      if (words.includes("--parents")) {
        cpSync(source, join(target, path), { recursive: true });
        continue;
      }
      cpSync(source, folder || !/\/$|^\.$/.test(paths.at(-1)) ? target : join(target, basename(source)), { recursive: true, verbatimSymlinks: true });
    }
  } else if (keyword === "RUN") {
    const command = rest.replace(/--mount=\S+\s+/g, "");
    const secret = rest.match(/--mount=type=secret,id=env,target=(\S+)/)?.[1];
    if (secret && process.env.BUILD_ENV) cpSync(process.env.BUILD_ENV, join(stage.folder, secret));
    if (/^apk /.test(command)) notRun.push(`${stage.name}: ${command.split(" && ")[0]}`);
    if (/(^|&& )corepack enable$/.test(command)) {
      // Corepack downloads what packageManager names; npm brings the same program.
      const wanted = JSON.parse(readFileSync(join(context, "package.json"), "utf8")).packageManager?.replace(/\+.*/, "");
      const berry = wanted?.match(/^yarn@([2-9].*)/);
      execFileSync("npm", ["install", "--prefix", node, berry ? `@yarnpkg/cli-dist@${berry[1]}` : wanted ?? (existsSync(join(context, "yarn.lock")) ? "yarn@1" : "pnpm@10"), "--no-audit", "--no-fund"], { stdio: "ignore" });
    }
    const bun = command.match(/npm install --global (bun@\S+)$/)?.[1];
    if (bun) execFileSync("npm", ["install", "--prefix", node, bun, "--no-audit", "--no-fund"], { stdio: "ignore" });
    if (bun || /^(apk|corepack) /.test(command)) continue;
    if (stage.name === "migrate") continue;
    const from = performance.now();
    const done = spawnSync("sh", ["-ec", command.replaceAll("/pnpm-store", join(work, "pnpm-store"))], { cwd: inside(stage, "."), env: { ...env, ...stage.env }, encoding: "utf8" });
    console.log(`${stage.name}: ${command}  ${done.status === 0 ? "ok" : "FAILED"} in ${seconds(from)} s`);
    if (done.status !== 0) {
      console.log((done.stdout + done.stderr).split("\n").slice(-40).join("\n"));
      process.exit(1);
    }
  } else if (keyword === "HEALTHCHECK") {
    stage.lenient = rest.includes("r.status < 500");
    stage.health = rest.match(/127\.0\.0\.1:\d+(\/[^']*)'/)?.[1];
  } else if (keyword === "CMD") {
    stage.start = JSON.parse(rest);
  }
}
function readdirSafe(path) {
  try {
    readdirSync(path);
    return true;
  } catch {
    return false;
  }
}

const port = await new Promise((done) => {
  const s = createServer().listen(0, () => {
    const { port } = s.address();
    s.close(() => done(port));
  });
});
const [program, ...args] = stage.start;
const started = performance.now();
const server = spawn(program, args, { cwd: inside(stage, "."), env: { ...env, ...stage.env, PORT: String(port), HOSTNAME: "127.0.0.1" }, stdio: ["ignore", "pipe", "pipe"] });
let said = "";
server.stdout.on("data", (d) => (said += d));
server.stderr.on("data", (d) => (said += d));
const ended = new Promise((done) => server.on("exit", (code, signal) => done({ code, signal })));
let answer;
for (let i = 0; i < 100 && !answer; i++) {
  await new Promise((r) => setTimeout(r, 200));
  answer = await fetch(`http://127.0.0.1:${port}${stage.health}`).catch(() => undefined);
}
// A health route that asks its database has none to ask here, and says 503: the server is up.
if (!answer || !(answer.ok || answer.status === 503 || (stage.lenient && answer.status < 500))) {
  console.log("health", stage.health, answer?.status, said);
  server.kill("SIGKILL");
  process.exit(1);
}
console.log(`health ${stage.health} ${answer.status} after ${seconds(started)} s: ${(await answer.text()).slice(0, 100)}`);
// A client that keeps its connection open must not hold the server up.
await fetch(`http://127.0.0.1:${port}/`).then((r) => r.text());
const stop = performance.now();
server.kill("SIGTERM");
const end = await Promise.race([ended, new Promise((r) => setTimeout(() => r("still running after 15 s"), 15_000))]);
console.log(`SIGTERM: ${JSON.stringify(end)} after ${seconds(stop)} s`);
const du = execFileSync("du", ["-sm", inside(stage, ".")]).toString().split("\t")[0];
console.log(`application layers of the image: ${du} MB (measured on this disk)`);
notRun.forEach((n) => console.log("not run here: " + n));
server.kill("SIGKILL");
process.exit(end.code === 0 || end.code === 143 || end.signal === "SIGTERM" ? 0 : 1);

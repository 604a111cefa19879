// Runs test/*.test.ts with Node's own test runner, bundled first.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = fileURLToPath(new URL(".", import.meta.url));
const out = mkdtempSync(join(tmpdir(), "widget-test-"));
await build({ entryPoints: [join(here, "test/*.test.ts")], bundle: true, format: "esm", platform: "node", outdir: out, outExtension: { ".js": ".mjs" }, logLevel: "error" });
const run = spawnSync(process.execPath, ["--test", out], { stdio: "inherit", cwd: here });
rmSync(out, { recursive: true });
process.exitCode = run.status ?? 1;

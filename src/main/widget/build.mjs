// Bundles the widget into one file, which is committed, so that the Java build needs no Node.
// node build.mjs writes it; node build.mjs --check fails where it is not what the sources give.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const built = here("../resources/web/widget.js");
const MOST_BYTES = 60_000;

/** White space of styles and templates is for those who read the sources. */
const dense = {
  name: "dense",
  setup(on) {
    on.onLoad({ filter: /widget\/src\/.*\.ts$/ }, ({ path }) => ({
      loader: "ts",
      contents: readFileSync(path, "utf8")
        .replace(/css`[^`]*`/g, (style) => style.replace(/\s+/g, " ").replace(/ ?([{};,]) ?/g, "$1").replace(/: /g, ":")),
    }));
  },
};

const { outputFiles } = await build({
  entryPoints: [here("src/deployment-architect.ts")],
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  legalComments: "none",
  banner: {
    js: "/*! Deployment Architect (Apache-2.0). With Lit and highlight.js (BSD-3-Clause), marked and eventsource-parser (MIT); built from src/main/widget. */",
  },
  plugins: [dense],
  write: false,
});
const bytes = outputFiles[0].contents;
const size = gzipSync(bytes, { level: 9 }).length;
if (size > MOST_BYTES) throw new Error(`the widget has ${size} bytes gzipped, more than ${MOST_BYTES}`);
if (process.argv.includes("--check")) {
  if (!readFileSync(built).equals(Buffer.from(bytes))) throw new Error(`${built} is not what the sources give; run npm run build`);
} else {
  writeFileSync(built, bytes);
}
console.log(`widget.js: ${bytes.length} bytes, ${size} gzipped`);

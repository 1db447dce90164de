// Bundles src/ into dist/needlewise-chat.js, the one built file of the repository. Its first line holds a hash of
// the sources, so that a test without a bundler sees whether it is stale.
//   node build.js           writes it; prints its sizes and integrity hash
//   node build.js --check   compares it with a fresh build; fails where they differ or it is too large
import { createHash } from "node:crypto";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const OUTPUT = new URL("dist/needlewise-chat.js", import.meta.url);
const LIMIT = 15_000; // bytes, gzipped
const TARGET = ["chrome100", "firefox100", "safari15.4"];

/** Style sheets are bundled and minified too, and imported as text. */
const styleText = {
  name: "style-text",
  setup(/** @type {import("esbuild").PluginBuild} */ plugin) {
    plugin.onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const options = { entryPoints: [path], bundle: true, minify: true, write: false };
      const sheet = await build({ ...options, target: TARGET, charset: "utf8" });
      return { contents: sheet.outputFiles[0].text.trim(), loader: "text" };
    });
  },
};

/** The first digits of a hash over the sources, in the order of their names. */
async function hashSources() {
  const folder = new URL("src/", import.meta.url);
  const names = (await readdir(folder, { recursive: true })).filter((name) => /\.(js|css)$/.test(name)).sort();
  const hash = createHash("sha256");
  for (const name of names) hash.update(`${name}\n`).update(await readFile(new URL(name, folder)));
  return hash.digest("hex").slice(0, 12);
}

async function bundle() {
  const result = await build({
    entryPoints: [new URL("src/index.js", import.meta.url).pathname],
    bundle: true,
    minify: true,
    write: false,
    format: "iife",
    target: TARGET,
    charset: "utf8",
    legalComments: "none",
    banner: { js: `//${await hashSources()}` },
    plugins: [styleText],
  });
  return Buffer.from(result.outputFiles[0].contents);
}

const fresh = await bundle();
const zipped = gzipSync(fresh, { level: 9 }).length;
const integrity = `sha384-${createHash("sha384").update(fresh).digest("base64")}`;
console.log(`needlewise-chat.js: ${fresh.length} bytes, ${zipped} gzipped (limit ${LIMIT})\n${integrity}`);

if (zipped > LIMIT) {
  console.error(`The widget is ${zipped - LIMIT} bytes too large: make it smaller.`);
  process.exitCode = 1;
}
if (!process.argv.includes("--check")) {
  await writeFile(OUTPUT, fresh);
} else if (!fresh.equals(await readFile(OUTPUT))) {
  console.error("widget/dist/needlewise-chat.js is not what src/ gives: run 'npm run build' and commit it.");
  process.exitCode = 1;
}

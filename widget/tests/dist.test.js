import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { test } from "node:test";
import { gzipSync } from "node:zlib";

const SOURCE = new URL("../src/", import.meta.url);
const built = await readFile(new URL("../dist/needlewise-chat.js", import.meta.url));

test("the built file was made from these sources", async () => {
  const hash = createHash("sha256");
  const names = (await readdir(SOURCE, { recursive: true })).filter((name) => /\.(js|css)$/.test(name)).sort();
  for (const name of names) hash.update(`${name}\n`).update(await readFile(new URL(name, SOURCE)));
  const first = built.toString("utf8").split("\n")[0];
  assert.equal(first, `//${hash.digest("hex").slice(0, 12)}`, "run 'npm run build' in widget/ and commit dist/");
});

test("the built file is at most 15 kB gzipped", () => {
  const size = gzipSync(built, { level: 9 }).length;
  assert.ok(size <= 15_000, `${size} bytes`);
});

test("the built file asks for nothing from elsewhere and makes no markup of text", () => {
  const text = built.toString("utf8");
  for (const forbidden of ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function"]) {
    assert.ok(!text.includes(forbidden), forbidden);
  }
  const addresses = [...text.matchAll(/https?:\/\/[\w.]+/g)].map(([address]) => address);
  assert.deepEqual([...new Set(addresses)], ["http://www.w3.org"]);
});

import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { test } from "node:test";
import { fill, wordsFor } from "../src/words.js";

const SOURCE = new URL("../src/", import.meta.url);

test("an unknown language gets English", () => {
  assert.equal(wordsFor("xx-YY", {}).send, "Send");
});

test("a page replaces single words", () => {
  const words = wordsFor("en-GB", { send: "Go" });
  assert.equal(words.send, "Go");
  assert.equal(words.cancel, "Keep it");
});

test("braces are filled, unknown ones left", () => {
  assert.equal(fill("Call {number} {name}", { number: "999" }), "Call 999 {name}");
});

test("every word is used", async () => {
  const files = (await readdir(SOURCE)).filter((name) => name.endsWith(".js") && name !== "words.js");
  const code = (await Promise.all(files.map((name) => readFile(new URL(name, SOURCE), "utf8")))).join("\n");
  // These are looked up by the state's own names.
  const byState = new Set(["lost", "busy", "ended", "forgotten"]);
  const unused = Object.keys(wordsFor("en", {})).filter((key) => !byState.has(key) && !code.includes(`words.${key}`));
  assert.deepEqual(unused, []);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { delay } from "../src/backoff.js";

test("each wait is twice the last, up to half a minute", () => {
  const waits = [0, 1, 2, 3, 4, 5, 60].map((attempt) => delay(attempt, () => 1));
  assert.deepEqual(waits, [1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
});

test("waits are scattered downwards", () => {
  assert.equal(delay(0, () => 0), 750);
});

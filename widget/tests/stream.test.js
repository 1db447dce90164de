import assert from "node:assert/strict";
import { test } from "node:test";
import { EventReader } from "../src/stream.js";

const TEXT = 'event: message\ndata: {"id": "1"}\n\n: comment\n\nevent: done\r\ndata: {"pending": false}\r\n\r\n';
const EVENTS = [
  { name: "message", data: '{"id": "1"}' },
  { name: "done", data: '{"pending": false}' },
];

test("events are read from one piece", () => {
  assert.deepEqual(new EventReader().read(TEXT), EVENTS);
});

test("events are read wherever the pieces are cut", () => {
  for (let size = 1; size < TEXT.length; size += 1) {
    const reader = new EventReader();
    const pieces = TEXT.match(new RegExp(`[^]{1,${size}}`, "g")) ?? [];
    assert.deepEqual(pieces.flatMap((piece) => reader.read(piece)), EVENTS, `pieces of ${size}`);
  }
});

test("lines of data are joined", () => {
  assert.deepEqual(new EventReader().read("data: a\ndata: b\n\n"), [{ name: "message", data: "a\nb" }]);
});

test("an unfinished event is kept back", () => {
  assert.deepEqual(new EventReader().read("data: a\n"), []);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { countAnswers, fromHistory, withAnswer, withAnswers, withMessage, withStatus } from "../src/thread.js";

const answer = (/** @type {string} */ id) => /** @type {any} */ ({ id, kind: "answer", from: "assistant" });
const asked = withMessage([], { id: "m1", title: "Does it hurt?" });

test("a history becomes turns", () => {
  const turns = fromHistory([
    answer("a0"),
    { from: "patient", id: "m1", text: "Hello" },
    answer("a1"),
    answer("a2"),
    { from: "patient", id: "m2", text: "And?" },
  ]);
  assert.deepEqual(turns.map(({ text, answers }) => [text, answers.length]), [["", 1], ["Hello", 2], ["And?", 0]]);
});

test("a message stands once, however often it is sent", () => {
  assert.equal(withMessage(asked, { id: "m1", title: "Does it hurt?" }).length, 1);
});

test("an answer that arrives twice stands once", () => {
  const turns = withAnswer(withAnswer(asked, "m1", answer("a1")), "m1", answer("a1"));
  assert.equal(countAnswers(turns), 1);
});

test("an answer takes the place of the notice", () => {
  const waiting = withAnswers(asked, "m1", [answer("notice")], true);
  assert.equal(waiting[0]?.status, "pending");
  const settled = withAnswers(waiting, "m1", [answer("a1")], false);
  assert.deepEqual(settled[0]?.answers.map(({ id }) => id), ["a1"]);
  assert.equal(settled[0]?.status, "sent");
});

test("a message of another turn is left alone", () => {
  assert.deepEqual(withStatus(asked, "m9", "failed"), asked);
  assert.deepEqual(withAnswer(asked, "m9", answer("a1")), asked);
});

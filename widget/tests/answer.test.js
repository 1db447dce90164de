import assert from "node:assert/strict";
import { test } from "node:test";
import { canBeRated, claimsApart, paragraphs, publications, ranges } from "../src/answer.js";

const cited = (/** @type {number} */ number, kind = "document", publisher = "Roar") => ({
  number,
  kind,
  source: "s",
  publisher,
  title: "Needling",
  section: null,
  paragraph: null,
  url: null,
});
const claim = (/** @type {string} */ text, /** @type {number[]} */ ...citations) => ({ text, citations });
const part = (/** @type {{text: string, citations: number[]}[]} */ ...claims) => ({
  topic: "t",
  title: "T",
  claims,
  more: false,
});
const answer = (/** @type {object} */ changes) => ({
  id: "1",
  kind: "answer",
  topics: [],
  text: "",
  parts: [],
  citations: [cited(1), cited(2, "guidance")],
  disclaimer: null,
  reviewed_on: null,
  suggestions: [],
  ...changes,
});

test("guidance stands apart from what the articles say", () => {
  const told = part(claim("article", 1), claim("both", 1, 2), claim("guidance", 2), claim("plain"));
  const { claims, guidance } = claimsApart(told, answer({}));
  assert.deepEqual(claims.map(({ text }) => text), ["article", "both", "plain"]);
  assert.deepEqual(guidance.map(({ text }) => text), ["guidance"]);
});

test("guidance alone is simply what is said", () => {
  const { claims, guidance } = claimsApart(part(claim("guidance", 2)), answer({ kind: "advice_boundary" }));
  assert.equal(claims.length, 1);
  assert.equal(guidance.length, 0);
});

test("an emergency keeps its order", () => {
  const told = part(claim("call", 2), claim("tell", 1));
  assert.deepEqual(claimsApart(told, answer({ kind: "red_flag" })).claims, told.claims);
});

test("the disclaimer is taken off the end of a text", () => {
  const told = answer({ text: "One.\nTwo.\n\nNo advice.", disclaimer: "No advice." });
  assert.deepEqual(paragraphs(told), ["One.", "Two."]);
  assert.deepEqual(paragraphs(answer({ text: "Hello" })), ["Hello"]);
});

test("ranges are sorted, single and short", () => {
  assert.equal(ranges([3, 1, 2, 5, 5]), "1–3, 5");
  assert.equal(ranges([]), "");
});

test("publications keep the order of their first citation", () => {
  const groups = publications([cited(1), cited(2, "document", "Thrive"), cited(3)]);
  assert.deepEqual(groups.map((group) => group.map(({ number }) => number)), [[1, 3], [2]]);
});

test("only what says something about a question is rated", () => {
  const kinds = ["answer", "not_covered", "out_of_scope", "red_flag", "advice_boundary", "small_talk", "notice"];
  assert.deepEqual(kinds.filter((kind) => canBeRated(answer({ kind }))), kinds.slice(0, 5));
});

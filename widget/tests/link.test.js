import assert from "node:assert/strict";
import { test } from "node:test";
import { numbersIn, safeAddress, segments, telephone } from "../src/link.js";

const addresses = (/** @type {string} */ text, dialling = {}) =>
  segments(text, dialling).flatMap(({ address }) => address ?? []);

test("segments keep every character of the text", () => {
  const text = "See https://clinic.example/a?b=1, write to desk@clinic.example or call 020 7946 0142.";
  const whole = segments(text, { numbers: ["020 7946 0142"] }).map((segment) => segment.text);
  assert.equal(whole.join(""), text);
});

test("segments name pages, mail and known numbers", () => {
  const text = "See https://clinic.example/a. Write to desk@clinic.example, call 020 79460142.";
  assert.deepEqual(addresses(text, { numbers: ["020 7946 0142"] }), [
    "https://clinic.example/a",
    "mailto:desk@clinic.example",
    "tel:02079460142",
  ]);
});

test("segments find a number however it is written", () => {
  assert.deepEqual(addresses("Call (020) 7946-0142.", { numbers: ["020 7946 0142"] }), ["tel:02079460142"]);
  assert.deepEqual(addresses("Call +44 20 7946 0142", { numbers: ["+442079460142"] }), ["tel:+442079460142"]);
});

test("segments leave other numbers alone unless all are telephone numbers", () => {
  const text = "In 7,629 treatments 19% were mild; of 1463 none was serious. Call 999.";
  assert.deepEqual(addresses(text, { numbers: ["999"] }), ["tel:999"]);
});

test("numbers of an emergency card are each named once, in order", () => {
  const text = "Call 116 123 now. In danger, call 999, then 116 123, then 020 7946 0142. Pain of 8 out of 10.";
  assert.deepEqual(numbersIn(text, { anyNumber: true }), ["116 123", "999", "020 7946 0142"]);
});

test("a hostile address is no link", () => {
  const hostile = ["javascript:alert(1)", "data:text/html,x", "http://plain.example", "//x.example", " https://x", ""];
  assert.deepEqual(hostile.map(safeAddress), hostile.map(() => null));
  assert.deepEqual(addresses("javascript:alert(1) data:text/html;base64,x vbscript:x"), []);
});

test("an address of the three kinds is a link", () => {
  for (const address of ["https://clinic.example", "tel:999", "mailto:desk@clinic.example"]) {
    assert.equal(safeAddress(address), address);
  }
});

test("telephone keeps digits and the plus", () => {
  assert.equal(telephone("+44 (0)20 7946-0142"), "tel:+4402079460142");
});

test("segments take long hostile text in a moment", () => {
  const began = performance.now();
  for (const piece of ["0 ", "a@", "a.", "https://", "1", "(("]) {
    segments(piece.repeat(2_000), { numbers: ["020 7946 0142"], anyNumber: true });
  }
  assert.ok(performance.now() - began < 1_000);
});

import { claimsApart, paragraphs, ranges } from "./answer.js";
import { button, node } from "./node.js";
import { prose } from "./prose.js";
import { fill } from "./words.js";

/** Kinds whose first part needs its title, for patients to see what was understood. */
const TITLED = new Set(["answer", "not_covered"]);

/**
 * @typedef {import("./answer.js").Answer} Answer
 * @typedef {import("./answer.js").Claim} Claim
 * @typedef {import("./link.js").Dialling} Dialling
 * @typedef {import("./words.js").Words} Words
 */

/**
 * What an answer says: its parts claim by claim, or its plain text.
 * @param {Answer} answer
 * @param {Dialling} dialling
 * @param {Words} words
 * @returns {HTMLElement}
 */
export function statement(answer, dialling, words) {
  if (!answer.parts.length) {
    const lines = paragraphs(answer).map((line) => node("p", { dir: "auto" }, ...prose(line, dialling)));
    return node("div", { class: "said" }, ...lines);
  }
  const parts = answer.parts.flatMap((part, place) => {
    const { claims, guidance } = claimsApart(part, answer);
    return [
      (place > 0 || TITLED.has(answer.kind)) && node("h3", { dir: "auto" }, part.title),
      ...claims.map((claim) => paragraph(claim, dialling, words)),
      guidance.length > 0 && node("div", { class: "guidance" }, node("h4", {}, words.guidance),
        ...guidance.map((claim) => paragraph(claim, dialling, words))),
    ];
  });
  return node("div", { class: "said" }, ...parts);
}

/**
 * @param {Claim} claim
 * @param {Dialling} dialling
 * @param {Words} words
 * @returns {HTMLParagraphElement}
 */
function paragraph({ text, citations }, dialling, words) {
  const said = prose(text, dialling);
  if (citations.length) said.push(...marked(said.pop(), reference(citations, words)));
  return node("p", { dir: "auto" }, ...said);
}

/**
 * Keeps a mark on the line of the word before it.
 * @param {string | HTMLElement | undefined} last what the claim ends with
 * @param {HTMLElement} mark
 * @returns {(string | HTMLElement)[]}
 */
function marked(last = "", mark) {
  const [whole, start = "", word = ""] = (typeof last === "string" && /^(.*\s)?(\S{1,24})$/s.exec(last)) || [last];
  return word ? [start, node("span", { class: "whole" }, word, mark)] : [whole, mark];
}

/**
 * The mark after a claim that opens its sources.
 * @param {number[]} citations
 * @param {Words} words
 * @returns {HTMLElement}
 */
function reference(citations, words) {
  const numbers = ranges(citations);
  const open = (/** @type {Event} */ event) => {
    const mark = /** @type {HTMLElement} */ (event.currentTarget);
    const notes = mark.closest(".bubble")?.querySelector("details");
    if (!notes) return;
    notes.open = true;
    const note = notes.querySelector(`li[value="${Number(citations[0])}"]`);
    (note ?? notes).scrollIntoView({ block: "nearest" });
    notes.querySelector("summary")?.focus({ preventScroll: true });
  };
  const label = fill(words.source, { numbers });
  return button({ class: "mark", "aria-label": label, click: open }, numbers);
}

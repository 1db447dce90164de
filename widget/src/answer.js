/**
 * What the front desk sends. Lists may be empty and other fields null where a kind has none.
 *
 * @typedef {{text: string, citations: number[]}} Claim
 * @typedef {{topic: string, title: string, claims: Claim[], more: boolean}} Part
 * @typedef {object} Citation
 * @property {number} number
 * @property {"document" | "guidance" | "profile"} kind
 * @property {string} publisher
 * @property {string} title
 * @property {string | null} section a document's heading, or the day on which guidance was read
 * @property {number | null} paragraph
 * @property {string | null} url
 * @typedef {{title: string, choice?: string | null, topic?: string | null}} Suggestion
 * @typedef {object} Answer
 * @property {string} id
 * @property {string} kind
 * @property {string[]} topics
 * @property {string} text
 * @property {Part[]} parts
 * @property {Citation[]} citations
 * @property {string | null} disclaimer
 * @property {string | null} reviewed_on
 * @property {Suggestion[]} suggestions
 */

const NOT_RATED = new Set(["small_talk", "notice", "handoff", "clarification"]);

/**
 * Splits a part's claims: public guidance stands apart from what the clinic's articles say. In an
 * emergency nothing is split, for there the order is what to do first.
 * @param {Part} part
 * @param {Answer} answer
 * @returns {{claims: Claim[], guidance: Claim[]}}
 */
export function claimsApart(part, answer) {
  const kinds = new Map(answer.citations.map(({ number, kind }) => [number, kind]));
  const isGuidance = (/** @type {Claim} */ { citations }) =>
    citations.length > 0 && citations.every((number) => kinds.get(number) === "guidance");
  const guidance = answer.kind === "red_flag" ? [] : part.claims.filter(isGuidance);
  const claims = part.claims.filter((claim) => !guidance.includes(claim));
  return claims.length ? { claims, guidance } : { claims: guidance, guidance: [] };
}

/**
 * The paragraphs of an answer without parts. Its text is complete for channels that show
 * nothing else, so the disclaimer, which is shown below, is taken off its end.
 * @param {Answer} answer
 * @returns {string[]}
 */
export function paragraphs(answer) {
  const { disclaimer } = answer;
  const text = answer.text.trimEnd();
  const body = disclaimer && text.endsWith(disclaimer) ? text.slice(0, -disclaimer.length) : text;
  return body.split(/\n+/).map((line) => line.trim()).filter(Boolean);
}

/**
 * Writes numbers as short ranges: [1, 2, 3, 5] as "1–3, 5".
 * @param {number[]} numbers
 * @returns {string}
 */
export function ranges(numbers) {
  /** @type {[number, number][]} */
  const runs = [];
  for (const number of [...new Set(numbers)].sort((a, b) => a - b)) {
    const last = runs[runs.length - 1];
    if (last && number === last[1] + 1) last[1] = number;
    else runs.push([number, number]);
  }
  return runs.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`)).join(", ");
}

/**
 * Citations by publication, in the order of their first number.
 * @param {Citation[]} citations
 * @returns {Citation[][]}
 */
export function publications(citations) {
  /** @type {Map<string, Citation[]>} */
  const groups = new Map();
  for (const citation of citations) {
    const key = `${citation.publisher}\n${citation.title}`;
    groups.set(key, [...(groups.get(key) ?? []), citation]);
  }
  return [...groups.values()];
}

/**
 * @param {Answer} answer
 * @returns {boolean} whether a patient can say that it helped
 */
export function canBeRated(answer) {
  return !NOT_RATED.has(answer.kind);
}

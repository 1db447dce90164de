/**
 * @typedef {{text: string, address?: string}} Segment a run of text, a link where it has an address
 * @typedef {{numbers?: string[], anyNumber?: boolean}} Dialling which numbers are to be dialled:
 *   the known ones, or any of three digits or more
 */

const SAFE = /^(?:https:\/\/|tel:|mailto:)/i;
const WEB = String.raw`https:\/\/[^\s<>"']*[^\s<>"'.,;:!?()\[\]]`;
const MAIL = String.raw`[\w.+-]+@[\w-]+(?:\.[\w-]+)+`;
const ANY_NUMBER = String.raw`\+?\d(?:[ \u00a0]?\d){2,14}`;
const AFTER_NUMBER = String.raw`(?![\w%]|[.,]\d)`;
// Looked at apart, for Safari learned to look behind only in 2023.
const BEFORE_NUMBER = /[\w.,£$€-]$/u;

/**
 * @param {string | null | undefined} address
 * @returns {string | null} the address if it is https, tel or mailto
 */
export function safeAddress(address) {
  return address && SAFE.test(address) ? address : null;
}

/**
 * @param {string} number as people write it
 * @returns {string} an address to dial it
 */
export function telephone(number) {
  return `tel:${number.replace(/[^\d+]/g, "")}`;
}

/**
 * Cuts text where it names a web page, an e-mail address or a telephone number.
 * @param {string} text
 * @param {Dialling} [dialling]
 * @returns {Segment[]}
 */
export function segments(text, dialling = {}) {
  const pattern = new RegExp(`(${WEB})|(${MAIL})|(?:${phonePattern(dialling)})${AFTER_NUMBER}`, "giu");
  /** @type {Segment[]} */
  const found = [];
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    const isNumber = !match[1] && !match[2];
    if (isNumber && BEFORE_NUMBER.test(text.slice(0, match.index))) continue;
    if (match.index > end) found.push({ text: text.slice(end, match.index) });
    found.push({ text: match[0], address: addressOf(match) });
    end = match.index + match[0].length;
  }
  return end < text.length ? [...found, { text: text.slice(end) }] : found;
}

/**
 * @param {string} text
 * @param {Dialling} dialling
 * @returns {string[]} the numbers to dial, each once, in the order named
 */
export function numbersIn(text, dialling) {
  const dialled = segments(text, dialling).filter(({ address }) => address?.startsWith("tel:"));
  return [...new Set(dialled.map((segment) => segment.text))];
}

/**
 * @param {Dialling} dialling
 * @returns {string}
 */
function phonePattern({ numbers = [], anyNumber = false }) {
  const known = numbers.filter((number) => /\d/.test(number)).map(literal);
  return [...known, anyNumber ? ANY_NUMBER : "(?!)"].join("|");
}

/**
 * @param {string} number
 * @returns {string} a pattern that finds this number, however it is spaced
 */
function literal(number) {
  const digits = [...number.replace(/[^\d+]/g, "")];
  return digits.map((digit) => digit.replace("+", "\\+")).join(String.raw`[ \u00a0().-]{0,2}`);
}

/**
 * @param {RegExpMatchArray} match
 * @returns {string}
 */
function addressOf([whole, web, mail]) {
  if (web) return web;
  return mail ? `mailto:${mail}` : telephone(whole);
}

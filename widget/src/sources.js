import { publications } from "./answer.js";
import { dayInWords } from "./day.js";
import { safeAddress } from "./link.js";
import { node, spoken } from "./node.js";
import { fill } from "./words.js";

/**
 * @typedef {import("./answer.js").Citation} Citation
 * @typedef {import("./chat.js").Chat} Chat
 */

/**
 * The footnotes of an answer, closed until asked for.
 * @param {import("./answer.js").Answer} answer
 * @param {Chat} chat
 * @returns {HTMLDetailsElement | null} null for an answer that cites nothing
 */
export function sources(answer, chat) {
  if (!answer.citations.length) return null;
  const { words, language } = chat;
  const groups = publications(answer.citations);
  return node(
    "details",
    { class: "sources" },
    node("summary", {}, node("span", {}, `${words.sources} (${groups.length})`)),
    node("ul", {}, ...groups.map((group) => publication(group, chat))),
    answer.reviewed_on && node("p", { class: "reviewed" },
      fill(words.reviewed, { date: dayInWords(answer.reviewed_on, language) })),
  );
}

/**
 * @param {Citation[]} citations of one publication
 * @param {Chat} chat
 * @returns {HTMLElement}
 */
function publication(citations, chat) {
  const [first] = /** @type {[Citation]} */ (citations);
  const isProfile = first.kind === "profile";
  return node(
    "li",
    {},
    node("b", { dir: "auto" }, isProfile ? chat.words.profile : first.publisher),
    !isProfile && titleOf(first, chat.words),
    node("ol", { dir: "auto" }, ...citations.map((citation) => passage(citation, chat.words))),
  );
}

/**
 * @param {Citation} citation
 * @param {import("./words.js").Words} words
 * @returns {HTMLElement}
 */
function titleOf({ title, url }, words) {
  const address = safeAddress(url);
  if (!address) return node("cite", { dir: "auto" }, title);
  const page = { href: address, target: "_blank", rel: "noopener noreferrer" };
  return node("cite", { dir: "auto" }, node("a", page, title, spoken(` ${words.newTab}`)));
}

/**
 * @param {Citation} citation
 * @param {import("./words.js").Words} words
 * @returns {HTMLLIElement}
 */
function passage({ number, kind, section, paragraph }, words) {
  const heading = kind === "document" && section ? fill(words.section, { section }) : section;
  const place = [kind !== "profile" && heading, paragraph && fill(words.paragraph, { number: paragraph })];
  return node("li", { value: number }, place.filter(Boolean).join(", "));
}

import { canBeRated } from "./answer.js";
import { statement } from "./claims.js";
import { callLink } from "./contact.js";
import { feedback } from "./feedback.js";
import { icon } from "./icon.js";
import { numbersIn, telephone } from "./link.js";
import { button, node, spoken } from "./node.js";
import { sources } from "./sources.js";
import { suggestions } from "./suggestions.js";
import { fill } from "./words.js";

/**
 * @typedef {import("./answer.js").Answer} Answer
 * @typedef {import("./chat.js").Chat} Chat
 */

/**
 * @param {string} text
 * @param {import("./words.js").Words} words
 * @returns {HTMLElement}
 */
export function patientBubble(text, words) {
  return node("div", { class: "bubble patient" }, spoken(words.youSaid), node("p", { dir: "auto" }, text));
}

/**
 * @param {Answer} answer
 * @param {Chat} chat
 * @returns {HTMLElement}
 */
export function answerBubble(answer, chat) {
  const { words } = chat;
  const isUrgent = answer.kind === "red_flag";
  const { phone, emergency } = chat.contact();
  const dialling = { numbers: [phone, emergency], anyNumber: isUrgent };
  return node(
    "div",
    { class: `bubble assistant ${answer.kind}` },
    spoken(words.assistantSaid),
    title(answer, words),
    statement(answer, dialling, words),
    isUrgent && calls(answer, dialling, chat),
    footer(answer, chat),
  );
}

/**
 * @param {Answer} answer
 * @param {import("./words.js").Words} words
 * @returns {HTMLElement | false}
 */
function title({ kind }, words) {
  if (kind === "red_flag") return node("h3", { class: "title" }, icon("warning"), words.emergencyTitle);
  return kind === "advice_boundary" && node("h3", {}, words.limitsTitle);
}

/**
 * The numbers of an emergency card as buttons, in the order of the card.
 * @param {Answer} answer
 * @param {import("./link.js").Dialling} dialling
 * @param {Chat} chat
 * @returns {HTMLElement}
 */
function calls(answer, dialling, { words, contact }) {
  const { phone, emergency } = contact();
  const said = answer.parts.flatMap((part) => part.claims.map((claim) => claim.text)).join("\n") || answer.text;
  const isClinic = (/** @type {string} */ number) => telephone(number) === telephone(phone);
  const named = numbersIn(said, dialling);
  const numbers = named.length ? named : [emergency, phone].filter(Boolean);
  return node("div", { class: "calls" }, ...numbers.map((number, place) => callLink(
    number,
    fill(isClinic(number) ? words.callClinic : words.call, { number }),
    place === 0 ? "urgent" : "plain",
  )));
}

/**
 * What stands below the words. Opening something here is not news, so it is not announced.
 * @param {Answer} answer
 * @param {Chat} chat
 * @returns {HTMLElement}
 */
function footer(answer, chat) {
  const { words } = chat;
  const isClarification = answer.kind === "clarification";
  return node(
    "div",
    { class: "footer", "aria-live": "off" },
    sources(answer, chat),
    answer.disclaimer && node("p", { class: "disclaimer", dir: "auto" }, answer.disclaimer),
    canBeRated(answer) && feedback(answer.id, chat),
    moreButton(answer, chat),
    suggestions(answer.suggestions, isClarification ? words.clarificationTitle : words.suggestions, chat),
  );
}

/**
 * @param {Answer} answer
 * @param {Chat} chat
 * @returns {HTMLElement | false}
 */
function moreButton(answer, { words, conversation }) {
  const isOffered = answer.suggestions.some(({ topic }) => topic === "more_detail");
  const hasMore = answer.parts.some((part) => part.more);
  return hasMore && !isOffered && button({ class: "choice more", click: () => conversation.say(words.more) }, words.more);
}

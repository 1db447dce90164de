import { callLink } from "./contact.js";
import { button, node } from "./node.js";
import { fill } from "./words.js";

/**
 * What is shown while the front desk can't be reached: numbers that the page itself knows.
 * @param {import("./chat.js").Chat} chat
 * @returns {HTMLElement}
 */
export function offlineCard({ words, contact, conversation }) {
  const { phone, emergency } = contact();
  return node(
    "section",
    { class: "offline" },
    node("h3", {}, words.offlineTitle),
    node("p", {}, words.offlineText),
    emergency && callLink(emergency, fill(words.call, { number: emergency }), "urgent"),
    phone && callLink(phone, fill(words.callClinic, { number: phone }), "plain"),
    button({ class: "quiet", click: () => conversation.retry() }, words.tryAgain),
  );
}

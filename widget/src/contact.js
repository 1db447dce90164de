import { icon } from "./icon.js";
import { telephone } from "./link.js";
import { button, node } from "./node.js";
import { fill } from "./words.js";

/** @typedef {import("./chat.js").Chat} Chat */

/**
 * A link that dials, large enough for a thumb.
 * @param {string} number
 * @param {string} label
 * @param {string} look class names
 * @returns {HTMLAnchorElement}
 */
export function callLink(number, label, look) {
  return node("a", { class: `call ${look}`, href: telephone(number) }, icon("phone"), node("span", {}, label));
}

/**
 * The strip that is always in sight: the emergency number and a person.
 * @param {Chat} chat
 * @returns {HTMLElement}
 */
export function contactStrip(chat) {
  const { words } = chat;
  const { phone, emergency } = chat.contact();
  return node(
    "div",
    { class: "strip" },
    emergency && emergencyLink(chat, emergency),
    disclosure(words.person, icon("person"), (close) => [
      phone && callLink(phone, fill(words.personCall, { phone }), "plain"),
      button({ class: "plain", click: () => (chat.conversation.say(words.personMessage), close()) },
        icon("chat"), words.personAsk),
    ]),
  );
}

/**
 * A button that shows a small list of actions below it; Esc, a choice or leaving it hides them.
 * @param {string} label
 * @param {Node} picture
 * @param {(close: () => void) => import("./node.js").Child[]} items
 * @param {string} [look] "bare" shows the picture alone
 * @returns {HTMLElement}
 */
export function disclosure(label, picture, items, look = "") {
  const isBare = look === "bare";
  const opener = button(
    { "aria-expanded": "false", "aria-label": isBare ? label : null, class: `opener ${look}` },
    picture,
    !isBare && node("span", {}, label),
  );
  const show = (/** @type {boolean} */ isShown) => {
    list.hidden = !isShown;
    opener.setAttribute("aria-expanded", String(isShown));
  };
  const close = () => (show(false), opener.focus());
  const list = node("div", { class: "list", hidden: true }, ...items(close));
  const onKey = (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== "Escape" || list.hidden) return;
    event.stopPropagation();
    event.preventDefault();
    close();
  };
  const onLeave = (/** @type {FocusEvent} */ event) => {
    const entered = /** @type {Node | null} */ (event.relatedTarget);
    if (entered && !whole.contains(entered)) show(false);
  };
  opener.addEventListener("click", () => show(Boolean(list.hidden)));
  const whole = node("div", { class: "disclosure", keydown: onKey, focusout: onLeave }, opener, list);
  return whole;
}

/**
 * @param {Chat} chat
 * @param {string} number
 * @returns {HTMLAnchorElement}
 */
function emergencyLink({ words }, number) {
  const link = callLink(number, fill(words.emergency, { number }), "urgent");
  link.setAttribute("aria-label", fill(words.emergencyLabel, { number }));
  return link;
}

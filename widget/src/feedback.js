import { icon } from "./icon.js";
import { button, node } from "./node.js";

/** @typedef {import("./chat.js").Chat} Chat */

/**
 * Two thumbs below an answer and, after one, room for a comment.
 * @param {string} message id of the answer
 * @param {Chat} chat
 * @returns {HTMLElement}
 */
export function feedback(message, { words, conversation, announce }) {
  const rate = async (/** @type {boolean} */ helpful, comment = "") => {
    press(thumbs, helpful);
    try {
      await conversation.rate(message, helpful, comment);
      announce(words.thanks);
      form.hidden = comment !== "";
      if (form.hidden) thumbs.find(isPressed)?.focus();
      else form.scrollIntoView({ block: "nearest" });
    } catch {
      announce(words.feedbackFailed);
    }
  };
  const up = thumb(true, words.yes, rate);
  const thumbs = [up, thumb(false, words.no, rate)];
  const form = commentForm(words, (comment) => rate(isPressed(up), comment));
  return node(
    "div",
    { class: "feedback" },
    node("div", { class: "thumbs", role: "group", "aria-label": words.helpful },
      node("span", { "aria-hidden": "true" }, words.helpful), ...thumbs),
    form,
  );
}

/**
 * @param {boolean} helpful
 * @param {string} label
 * @param {(helpful: boolean) => void} onRate
 * @returns {HTMLButtonElement}
 */
function thumb(helpful, label, onRate) {
  const attributes = { class: "thumb", "aria-label": label, "aria-pressed": "false" };
  return button({ ...attributes, click: () => onRate(helpful) }, icon("thumb"));
}

/**
 * @param {import("./words.js").Words} words
 * @param {(comment: string) => void} onComment
 * @returns {HTMLFormElement}
 */
function commentForm(words, onComment) {
  const field = node("textarea", { rows: 2, maxlength: 1000, dir: "auto" });
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    if (field.value.trim()) onComment(field.value.trim());
  };
  return node(
    "form",
    { class: "comment", hidden: true, submit },
    node("label", {}, words.comment, field),
    node("button", { class: "quiet" }, words.sendComment),
  );
}

/**
 * @param {HTMLButtonElement[]} thumbs
 * @param {boolean} helpful
 */
function press([up, down], helpful) {
  up?.setAttribute("aria-pressed", String(helpful));
  down?.setAttribute("aria-pressed", String(!helpful));
}

/**
 * @param {HTMLButtonElement} thumb
 * @returns {boolean}
 */
function isPressed(thumb) {
  return thumb.getAttribute("aria-pressed") === "true";
}

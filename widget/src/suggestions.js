import { button, node, spoken } from "./node.js";

/**
 * @typedef {import("./answer.js").Suggestion} Suggestion
 * @typedef {import("./chat.js").Chat} Chat
 */

/**
 * Questions to choose from, as buttons. Once the conversation goes on they stay readable.
 * @param {Suggestion[]} offered
 * @param {string} label
 * @param {Chat} chat
 * @returns {HTMLElement | null} null where there are none
 */
export function suggestions(offered, label, { words, conversation }) {
  if (!offered.length) return null;
  const buttons = offered.map((suggestion) => {
    const choose = () => {
      if (chosen.getAttribute("aria-disabled")) return;
      chosen.append(spoken(` ${words.chosen}`));
      chosen.classList.add("chosen");
      conversation.choose(suggestion);
    };
    const chosen = button({ class: "choice", dir: "auto", click: choose }, suggestion.title);
    return chosen;
  });
  return node("div", { class: "choices", role: "group", "aria-label": label },
    node("span", { class: "caption", "aria-hidden": "true" }, label), ...buttons);
}

/**
 * Puts used suggestions out of the way of the Tab key, and keeps the focus where it is.
 * @param {ParentNode} messages
 */
export function retireSuggestions(messages) {
  for (const choice of messages.querySelectorAll(".choice")) {
    choice.setAttribute("aria-disabled", "true");
    choice.setAttribute("tabindex", "-1");
  }
}

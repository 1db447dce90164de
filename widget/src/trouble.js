import { callLink } from "./contact.js";
import { button, node } from "./node.js";
import { fill } from "./words.js";

/**
 * @typedef {import("./conversation.js").State} State
 * @typedef {import("./chat.js").Chat} Chat
 */

/**
 * What went wrong and what can be done about it, announced once.
 */
export class Trouble {
  #chat;
  #onEdit;
  #shown = "";

  /**
   * @param {Chat} chat
   * @param {(text: string) => void} onEdit
   */
  constructor(chat, onEdit) {
    this.#chat = chat;
    this.#onEdit = onEdit;
    this.element = node("div", { class: "trouble", role: "alert" });
  }

  /**
   * @param {State} state
   */
  update({ trouble, refused }) {
    const key = refused ? `refused ${refused.text}` : (trouble ?? "");
    if (key === this.#shown) return;
    this.#shown = key;
    const content = refused ? this.#refusal(refused) : trouble ? this.#delay(trouble) : [];
    this.element.replaceChildren(...content);
  }

  /**
   * @param {"lost" | "busy"} trouble
   * @returns {HTMLElement[]}
   */
  #delay(trouble) {
    const { words, conversation, contact } = this.#chat;
    const { phone } = contact();
    const text = node("p", {}, words[trouble]);
    const retry = button({ class: "quiet", click: () => conversation.retry() }, words.retryNow);
    return phone ? [text, retry, callLink(phone, fill(words.call, { number: phone }), "quiet")] : [text, retry];
  }

  /**
   * @param {{text: string, status: number}} refused
   * @returns {HTMLElement[]}
   */
  #refusal({ text, status }) {
    const { words, conversation } = this.#chat;
    const reason = status === 413 ? words.refusedTooLong : words.refusedOther;
    const edit = () => (conversation.dismiss(), this.#onEdit(text));
    return [
      node("p", {}, fill(words.refused, { reason })),
      button({ class: "quiet", click: edit }, words.editMessage),
    ];
  }
}

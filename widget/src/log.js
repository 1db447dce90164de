import { answerBubble, patientBubble } from "./bubble.js";
import { node } from "./node.js";
import { retireSuggestions } from "./suggestions.js";

/**
 * @typedef {import("./thread.js").Turn} Turn
 * @typedef {import("./chat.js").Chat} Chat
 * @typedef {{key: string, make: () => HTMLElement}} Line what stands in the log, and how it is made once
 */

/**
 * The messages. Nodes are added, never made anew, so a screen reader hears each message once.
 */
export class Log {
  #chat;
  /** @type {Map<string, HTMLElement>} */
  #nodes = new Map();

  /**
   * @param {Chat} chat
   */
  constructor(chat) {
    this.#chat = chat;
    const label = chat.words.messages;
    // Silent until the earlier conversation is restored.
    this.element = node("div", { class: "log", role: "log", "aria-live": "off", "aria-relevant": "additions", "aria-label": label });
  }

  /** From now on additions are announced. */
  speak() {
    this.element.setAttribute("aria-live", "polite");
  }

  /**
   * Brings the log up to date.
   * @param {Turn[]} turns
   * @param {import("./desk.js").Config} config
   * @returns {HTMLElement[]} the messages that are new
   */
  update(turns, config) {
    const lines = [this.#greeting(config), ...turns.flatMap((turn) => this.#lines(turn))];
    this.#removeAllBut(new Set(lines.map(({ key }) => key)));
    const added = lines.filter(({ key }) => !this.#nodes.has(key)).map(({ key }) => key);
    lines.forEach((line, place) => this.#put(line, place));
    for (const { id, status } of turns) this.#nodes.get(`patient ${id}`)?.setAttribute("data-status", status);
    return added.map((key) => /** @type {HTMLElement} */ (this.#nodes.get(key)));
  }

  /**
   * @param {import("./desk.js").Config} config
   * @returns {Line}
   */
  #greeting({ greeting, suggestions }) {
    const answer = {
      id: "greeting",
      kind: "small_talk",
      topics: [],
      text: greeting,
      parts: [],
      citations: [],
      disclaimer: null,
      reviewed_on: null,
      suggestions,
    };
    return { key: "greeting", make: () => answerBubble(answer, this.#chat) };
  }

  /**
   * @param {Turn} turn
   * @returns {Line[]}
   */
  #lines({ id, text, answers }) {
    const { words } = this.#chat;
    const asked = { key: `patient ${id}`, make: () => patientBubble(text, words) };
    const answered = answers.map((answer) => ({
      key: `assistant ${answer.id}`,
      make: () => answerBubble(answer, this.#chat),
    }));
    return text ? [asked, ...answered] : answered;
  }

  /**
   * @param {Line} line
   * @param {number} place
   */
  #put({ key, make }, place) {
    const known = this.#nodes.get(key);
    const standing = this.element.children[place] ?? null;
    if (known && known === standing) return;
    if (!known && key.startsWith("patient")) retireSuggestions(this.element);
    const element = known ?? make();
    this.#nodes.set(key, element);
    this.element.insertBefore(element, standing);
  }

  /**
   * @param {Set<string>} keys
   */
  #removeAllBut(keys) {
    for (const [key, element] of this.#nodes) {
      if (keys.has(key)) continue;
      element.remove();
      this.#nodes.delete(key);
    }
  }
}

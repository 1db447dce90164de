import { icon } from "./icon.js";
import { node } from "./node.js";
import { fill } from "./words.js";

const TALLEST = 132; // pixels, five lines
const COUNTED_FROM = 200; // characters left

/**
 * Where the patient writes.
 */
export class Composer {
  #chat;
  #limit = 2_000;

  /**
   * @param {import("./chat.js").Chat} chat
   */
  constructor(chat) {
    this.#chat = chat;
    const { words } = chat;
    this.field = node("textarea", {
      id: "question",
      rows: 1,
      dir: "auto",
      placeholder: words.inputHint,
      enterkeyhint: "send",
      "aria-describedby": "privacy count",
      input: () => this.#onInput(),
      keydown: (/** @type {KeyboardEvent} */ event) => this.#onKey(event),
    });
    this.count = node("span", { id: "count", class: "count" });
    this.element = node(
      "form",
      { class: "composer", submit: (/** @type {Event} */ event) => this.#submit(event) },
      node("label", { class: "spoken", for: "question" }, words.inputLabel),
      node("div", { class: "field" }, this.field,
        node("button", { class: "send", "aria-label": words.send }, icon("send"))),
      node("p", { id: "privacy", class: "privacy" }, words.privacy, this.count),
    );
  }

  /**
   * @param {number} characters that the front desk takes
   */
  limit(characters) {
    this.#limit = characters;
  }

  /**
   * Puts a text back to be changed, unless the patient has begun another.
   * @param {string} text
   */
  edit(text) {
    if (!this.field.value.trim()) this.field.value = text;
    this.#onInput();
    this.field.focus();
  }

  /**
   * @param {KeyboardEvent} event
   */
  #onKey(event) {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) this.#submit(event);
  }

  /**
   * @param {Event} event
   */
  #submit(event) {
    event.preventDefault();
    const text = this.field.value.trim();
    if (this.#left() < 0) this.#chat.announce(this.count.textContent ?? "");
    else if (text) {
      this.field.value = "";
      this.#onInput();
      this.#chat.conversation.say(text);
    }
    this.field.focus();
  }

  #onInput() {
    const { words } = this.#chat;
    const left = this.#left();
    this.field.setAttribute("aria-invalid", String(left < 0));
    this.count.textContent =
      left < 0 ? fill(words.tooLong, { count: -left })
      : left < COUNTED_FROM ? fill(words.charactersLeft, { count: left })
      : "";
    this.field.style.height = "auto";
    this.field.style.height = `${Math.min(TALLEST, this.field.scrollHeight)}px`;
  }

  /** @returns {number} how many characters may still be written */
  #left() {
    return this.#limit - [...this.field.value.trim()].length;
  }
}

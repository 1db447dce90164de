import { Composer } from "./composer.js";
import { contactStrip } from "./contact.js";
import { icon } from "./icon.js";
import { Log } from "./log.js";
import { menu } from "./menu.js";
import { button, node } from "./node.js";
import { offlineCard } from "./offline.js";
import { Scroller } from "./scroller.js";
import { Trouble } from "./trouble.js";

/**
 * @typedef {import("./conversation.js").State} State
 * @typedef {import("./chat.js").Chat} Chat
 */

/**
 * The chat's window: a dialog beside the page on a desktop, the whole screen on a phone.
 */
export class Panel {
  #chat;
  #isRestored = false;
  #spoken = "";

  /**
   * @param {Chat} chat
   * @param {() => void} onClose
   */
  constructor(chat, onClose) {
    this.#chat = chat;
    this.log = new Log(chat);
    this.composer = new Composer(chat);
    this.trouble = new Trouble(chat, (text) => this.composer.edit(text));
    this.title = node("h2", { id: "title", tabindex: -1 });
    this.notice = node("section", { class: "pinned", hidden: true, "aria-label": chat.words.noticeTitle });
    this.offline = node("div", { role: "alert" });
    this.strip = node("div", {});
    this.status = node("p", { class: "status", role: "status" });
    this.scroller = new Scroller(chat.words, this.notice, this.offline, this.log.element);
    this.element = this.#dialog(onClose);
    this.#contact();
  }

  /**
   * @param {State} state
   */
  update(state) {
    const { config, turns, phase } = state;
    const hadFocus = this.element.matches(":focus-within");
    this.element.dataset["phase"] = phase;
    this.offline.replaceChildren(...(phase === "unreachable" ? [offlineCard(this.#chat)] : []));
    this.composer.element.hidden = phase === "unreachable";
    if (config) this.#messages(turns, config);
    const wasAtEnd = this.scroller.isAtEnd;
    this.trouble.update(state);
    if (wasAtEnd) this.scroller.stay();
    this.#say(this.#statusOf(state), state.isAnswering);
    // What had the focus may be gone, such as the button of an error that is over.
    if (hadFocus && !this.element.matches(":focus-within")) this.focus(false);
  }

  /**
   * @param {string} text
   */
  announce(text) {
    this.#spoken = "";
    this.#say(text, false);
  }

  /**
   * @param {boolean} isSmall on a phone the field would call the keyboard over the notice
   */
  focus(isSmall) {
    const isReady = !isSmall && !this.composer.element.hidden;
    (isReady ? this.composer.field : this.title).focus();
  }

  /**
   * @param {import("./thread.js").Turn[]} turns
   * @param {import("./desk.js").Config} config
   */
  #messages(turns, config) {
    if (!this.#isRestored) this.#configure(config);
    const follows = this.scroller.isAtEnd || !this.#isRestored;
    const added = this.log.update(turns, config);
    const own = added.find((message) => message.classList.contains("patient"));
    const first = this.#isRestored ? own ?? added[0] : this.#lastAsked();
    if (first) this.scroller.reveal(own ?? this.#askedBefore(first), follows || Boolean(own));
    if (!this.#isRestored) setTimeout(() => this.log.speak());
    this.#isRestored = true;
  }

  /**
   * @param {import("./desk.js").Config} config
   */
  #configure({ notice, limits }) {
    this.#contact();
    this.composer.limit(limits.characters);
    this.notice.replaceChildren(node("h3", {}, this.#chat.words.noticeTitle), node("p", { id: "pinned", dir: "auto" }, notice.text));
    this.notice.hidden = false;
  }

  /** Shows the names and numbers that are known by now. */
  #contact() {
    this.title.textContent = this.#chat.contact().clinic || this.#chat.words.assistant;
    this.strip.replaceChildren(contactStrip(this.#chat));
  }

  /**
   * @param {HTMLElement} answer
   * @returns {HTMLElement} the question above an answer, to be seen with it
   */
  #askedBefore(answer) {
    const above = answer.previousElementSibling;
    return above instanceof HTMLElement && above.classList.contains("patient") ? above : answer;
  }

  /** @returns {HTMLElement | undefined} */
  #lastAsked() {
    const asked = this.log.element.querySelectorAll(".patient");
    return /** @type {HTMLElement | undefined} */ (asked[asked.length - 1]);
  }

  /**
   * @param {State} state
   * @returns {string}
   */
  #statusOf({ phase, isAnswering, turns, note, trouble }) {
    const { words } = this.#chat;
    if (phase === "opening") return words.restoring;
    if (isAnswering && !trouble) return words.answering;
    if (turns.some(({ status }) => status === "pending")) return words.waiting;
    return note ? words[note] : "";
  }

  /**
   * @param {string} text
   * @param {boolean} isTyping
   */
  #say(text, isTyping) {
    this.status.classList.toggle("typing", isTyping);
    if (text === this.#spoken) return;
    this.#spoken = text;
    this.status.textContent = text;
  }

  /**
   * @param {() => void} onClose
   * @returns {HTMLDialogElement}
   */
  #dialog(onClose) {
    const { words } = this.#chat;
    const onKey = (/** @type {KeyboardEvent} */ event) => {
      if (event.key === "Escape" && !event.defaultPrevented) onClose();
    };
    const onCancel = (/** @type {Event} */ event) => (event.preventDefault(), onClose());
    const heading = node("div", { class: "names" }, this.title, node("p", {}, words.assistant));
    const close = button({ class: "bare close", "aria-label": words.closeLabel, click: onClose }, icon("close"));
    return node(
      "dialog",
      { "aria-labelledby": "title", "aria-describedby": "pinned", keydown: onKey, cancel: onCancel },
      node("div", { class: "head" }, heading, menu(this.#chat), close),
      this.strip,
      node("div", { class: "middle" }, this.scroller.element, this.scroller.jump),
      this.status,
      this.trouble.element,
      this.composer.element,
    );
  }
}

import { Conversation } from "./conversation.js";
import { Desk } from "./desk.js";
import { Launcher } from "./launcher.js";
import { Memory } from "./memory.js";
import { Panel } from "./panel.js";
import { Screen } from "./screen.js";
import { dress } from "./style.js";
import { countAnswers } from "./thread.js";
import { wordsFor } from "./words.js";

/**
 * `<needlewise-chat>`: a clinic's chat on any page.
 *
 * Attributes: `server` (the front desk's origin; where this script comes from unless given), `clinic`,
 * `phone`, `emergency` (shown even when the front desk can't be reached), `position` ("start" or "end"), `open`.
 * Property: `words`, to replace some of the element's own (see words.js).
 */
export class NeedlewiseChat extends HTMLElement {
  static observedAttributes = ["open", "server", "clinic", "phone", "emergency"];

  /** Where the front desk is unless an element says so. */
  static server = "";

  /** @type {Partial<import("./words.js").Words>} */
  #replacedWords = {};
  /** @type {Conversation | undefined} */
  #conversation;
  /** @type {Launcher | undefined} */
  #launcher;
  /** @type {Panel | undefined} */
  #panel;
  /** @type {Screen | undefined} */
  #screen;
  #memory = new Memory("");
  #root;
  #seen = 0;

  constructor() {
    super();
    this.#root = this.attachShadow({ mode: "open" });
    dress(this.#root);
  }

  /** @returns {boolean} */
  get open() {
    return this.hasAttribute("open");
  }

  set open(isOpen) {
    this.toggleAttribute("open", isOpen);
  }

  /** @param {Partial<import("./words.js").Words>} words */
  set words(words) {
    this.#replacedWords = words;
    if (this.isConnected) this.#build();
  }

  connectedCallback() {
    this.#build();
    addEventListener("online", this.#onOnline);
  }

  disconnectedCallback() {
    removeEventListener("online", this.#onOnline);
    this.#screen?.hide();
  }

  /**
   * @param {string} name
   * @param {string | null} before
   * @param {string | null} after
   */
  attributeChangedCallback(name, before, after) {
    if (!this.#launcher || before === after) return;
    if (name !== "open") this.#build();
    else if (this.open) this.#show(true);
    else this.#hide();
  }

  /** Makes the launcher; the rest is made when it is first needed. */
  #build() {
    this.#screen?.hide();
    this.#panel = undefined;
    const server = this.getAttribute("server") ?? NeedlewiseChat.server;
    this.#memory = new Memory(server);
    this.#conversation = new Conversation(new Desk(server), this.#memory, (state) => this.#update(state));
    this.#launcher = new Launcher(this.#words, () => (this.open = !this.open));
    this.#root.replaceChildren(this.#launcher.element);
    this.#resume();
  }

  /** Goes on where the last page left off: answers are fetched, and on a large screen the chat stays open. */
  #resume() {
    const { isOpen, outgoing } = this.#memory.kept;
    if (this.open) this.#show(false);
    else if (isOpen && !matchMedia("(max-width: 640px)").matches) this.open = true;
    else if (outgoing.length) this.#conversation?.open();
  }

  /**
   * @param {boolean} takesFocus
   */
  #show(takesFocus) {
    const panel = (this.#panel ??= this.#makePanel());
    this.#screen?.show();
    this.#memory.keep({ isOpen: true });
    this.#conversation?.open();
    this.#update(this.#conversation?.state);
    if (takesFocus) panel.focus(this.#screen?.isSmall ?? false);
  }

  #hide() {
    this.#screen?.hide();
    this.#memory.keep({ isOpen: false });
    this.#update(this.#conversation?.state);
    this.#launcher?.element.focus();
  }

  /** @returns {Panel} */
  #makePanel() {
    const conversation = /** @type {Conversation} */ (this.#conversation);
    const chat = {
      words: this.#words,
      language: this.#language,
      contact: () => this.#contact(),
      conversation,
      announce: (/** @type {string} */ text) => panel.announce(text),
    };
    const panel = new Panel(chat, () => (this.open = false));
    this.#root.append(panel.element);
    this.#screen = new Screen(panel.element);
    return panel;
  }

  /**
   * @param {import("./conversation.js").State | undefined} state
   */
  #update(state) {
    if (!state) return;
    const count = countAnswers(state.turns);
    // What was there before this page is not news.
    if (this.open || state.phase !== "ready") this.#seen = count;
    this.#panel?.update(state);
    this.#launcher?.update(this.open, Math.max(0, count - this.#seen));
  }

  /** @returns {import("./chat.js").Contact} */
  #contact() {
    const config = this.#conversation?.state.config;
    return {
      clinic: this.getAttribute("clinic") ?? config?.name ?? "",
      phone: this.getAttribute("phone") ?? config?.phone ?? "",
      emergency: this.getAttribute("emergency") ?? config?.emergency.number ?? "",
    };
  }

  get #language() {
    return this.closest("[lang]")?.getAttribute("lang") || navigator.language;
  }

  get #words() {
    return wordsFor(this.#language, this.#replacedWords);
  }

  #onOnline = () => this.#conversation?.retry();
}

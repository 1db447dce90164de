import { icon } from "./icon.js";
import { button, node } from "./node.js";

const NEAR = 60; // pixels from the end that still count as being there
const MARGIN = 12;

/**
 * The scrolling part of the panel. It shows what is new from its beginning, unless the
 * patient is reading something earlier: then a button leads there.
 */
export class Scroller {
  /** @type {HTMLElement | null} */
  #news = null;

  /**
   * @param {import("./words.js").Words} words
   * @param {...Node} children
   */
  constructor(words, ...children) {
    const attributes = { class: "scroller", role: "group", tabindex: 0, "aria-label": words.conversation };
    this.element = node("div", { ...attributes, scroll: () => this.#onScroll() }, ...children);
    this.jump = button({ class: "jump", hidden: true, click: () => this.#follow() }, words.jump, icon("down"));
  }

  /** @returns {boolean} */
  get isAtEnd() {
    const { scrollHeight, scrollTop, clientHeight } = this.element;
    return scrollHeight - scrollTop - clientHeight < NEAR;
  }

  /**
   * @param {HTMLElement} first the first new message
   * @param {boolean} follows whether the patient was at the end, or wrote it
   */
  reveal(first, follows) {
    if (follows) this.#show(first);
    else this.#news ??= first;
    this.#onScroll();
  }

  /**
   * @param {HTMLElement} message
   */
  #show(message) {
    this.element.scrollTop = message.offsetTop - this.element.offsetTop - MARGIN;
  }

  /** Goes to the end, where the patient was before something took room. */
  stay() {
    this.element.scrollTop = this.element.scrollHeight;
  }

  #follow() {
    if (this.#news) this.#show(this.#news);
    this.#news = null;
    this.#onScroll();
    this.element.focus({ preventScroll: true });
  }

  #onScroll() {
    const { scrollTop, clientHeight, offsetTop } = this.element;
    const isSeen = this.#news && this.#news.offsetTop - offsetTop < scrollTop + clientHeight - NEAR;
    if (isSeen) this.#news = null;
    this.jump.hidden = !this.#news;
  }
}

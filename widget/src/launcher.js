import { icon } from "./icon.js";
import { button, node } from "./node.js";
import { fill } from "./words.js";

/**
 * The button on the page that opens and closes the chat.
 */
export class Launcher {
  #words;

  /**
   * @param {import("./words.js").Words} words
   * @param {() => void} onPress
   */
  constructor(words, onPress) {
    this.#words = words;
    this.label = node("span", {}, words.launcher);
    this.news = node("span", { class: "news", hidden: true });
    this.element = button(
      { class: "launcher", "aria-haspopup": "dialog", "aria-expanded": "false", click: onPress },
      icon("chat"),
      icon("close"),
      this.label,
      this.news,
    );
  }

  /**
   * @param {boolean} isOpen
   * @param {number} unread answers that came while the chat was closed
   */
  update(isOpen, unread) {
    this.element.setAttribute("aria-expanded", String(isOpen));
    // An open chat needs less of the page; the button keeps its name.
    this.label.className = isOpen ? "spoken" : "";
    this.news.textContent = unread ? fill(this.#words.launcherNews, { count: unread }) : "";
    this.news.hidden = unread === 0;
  }
}

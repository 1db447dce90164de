const SMALL = "(max-width: 640px), (max-height: 480px)";

/**
 * How a dialog stands on this screen: beside the page, which stays in use; or, where there is
 * no room for both, over all of it, with the page out of reach until it is closed.
 */
export class Screen {
  #dialog;
  #isSmall = matchMedia(SMALL);
  #keyboard = window.visualViewport;

  /**
   * @param {HTMLDialogElement} dialog
   */
  constructor(dialog) {
    this.#dialog = dialog;
  }

  /** @returns {boolean} */
  get isSmall() {
    return this.#isSmall.matches;
  }

  show() {
    this.#isSmall.addEventListener("change", this.#again);
    this.#keyboard?.addEventListener("resize", this.#fit);
    this.#keyboard?.addEventListener("scroll", this.#fit);
    this.#stand();
  }

  hide() {
    this.#isSmall.removeEventListener("change", this.#again);
    this.#keyboard?.removeEventListener("resize", this.#fit);
    this.#keyboard?.removeEventListener("scroll", this.#fit);
    this.#dialog.close();
  }

  #stand() {
    if (this.isSmall) this.#dialog.showModal();
    else this.#dialog.show();
    this.#fit();
  }

  /** The screen was turned or resized past the border between the two. */
  #again = () => {
    const root = /** @type {ShadowRoot} */ (this.#dialog.getRootNode());
    const focused = root.activeElement;
    this.#dialog.close();
    this.#stand();
    if (focused instanceof HTMLElement) focused.focus();
  };

  /** Keeps the whole chat above an on-screen keyboard. Who enlarges the page with two fingers wants it larger. */
  #fit = () => {
    if (!this.#keyboard || this.#keyboard.scale > 1) return;
    const { height, offsetTop } = this.#keyboard;
    this.#dialog.style.setProperty("--height", `${height}px`);
    this.#dialog.style.setProperty("--top", `${offsetTop}px`);
  };
}

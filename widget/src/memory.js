/**
 * @typedef {{id: string, title: string, body: {text: string} | {choice: string}}} Outgoing
 *   a message of the patient that has no answer yet
 * @typedef {{token: string, outgoing: Outgoing[], isOpen: boolean}} Kept
 */

/** @type {Kept} */
const NOTHING = { token: "", outgoing: [], isOpen: false };

/**
 * What outlives a reload. It stands in the tab's session storage, not in local storage: on a
 * shared computer the next person must not find a patient's conversation.
 */
export class Memory {
  #key;
  /** @type {Kept} */
  #kept;

  /**
   * @param {string} server part of the key, so that two clinics on one page stay apart
   */
  constructor(server) {
    this.#key = `needlewise:${server}`;
    this.#kept = { ...NOTHING, ...this.#read() };
  }

  /** @returns {Readonly<Kept>} */
  get kept() {
    return this.#kept;
  }

  /**
   * @param {Partial<Kept>} changes
   */
  keep(changes) {
    this.#kept = { ...this.#kept, ...changes };
    try {
      sessionStorage.setItem(this.#key, JSON.stringify(this.#kept));
    } catch {
      // Storage is blocked or full: the conversation then lasts as long as the page.
    }
  }

  /** Forgets the conversation. */
  forget() {
    this.keep({ token: "", outgoing: [] });
  }

  #read() {
    try {
      return JSON.parse(sessionStorage.getItem(this.#key) ?? "{}");
    } catch {
      return {};
    }
  }
}

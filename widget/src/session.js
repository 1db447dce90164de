import { DeskError } from "./desk.js";

/**
 * The patient's key to one conversation. It is asked for with the first message, so that
 * opening the chat leaves nothing behind.
 */
export class Session {
  #desk;
  #memory;

  /**
   * @param {import("./desk.js").Desk} desk
   * @param {import("./memory.js").Memory} memory
   */
  constructor(desk, memory) {
    this.#desk = desk;
    this.#memory = memory;
  }

  /** @returns {boolean} */
  get isOpen() {
    return this.#memory.kept.token !== "";
  }

  /**
   * Calls the front desk with the conversation's token; where that has ended, once more with a new one.
   * @template Result
   * @param {(token: string) => Promise<Result>} call
   * @param {() => void} onEnded told before the second call
   * @returns {Promise<Result>}
   */
  async use(call, onEnded) {
    const { token } = this.#memory.kept;
    try {
      return await call(token || (await this.#renew()));
    } catch (problem) {
      if (!token || !(problem instanceof DeskError) || problem.status !== 401) throw problem;
      onEnded();
      return call(await this.#renew());
    }
  }

  close() {
    this.#memory.forget();
  }

  /** @returns {Promise<string>} */
  async #renew() {
    const { token } = await this.#desk.session();
    this.#memory.keep({ token });
    return token;
  }
}

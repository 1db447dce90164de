import { delay } from "./backoff.js";
import { DeskError } from "./desk.js";

/**
 * @typedef {import("./memory.js").Outgoing} Outgoing
 * @typedef {import("./desk.js").Reply} Reply
 * @typedef {"lost" | "busy" | null} Obstacle a passing one: the message is kept and sent again
 * @typedef {object} Listener
 * @property {(id: string, answer: import("./answer.js").Answer) => void} onAnswer each, as it arrives
 * @property {(id: string, reply: Reply) => void} onReply all of them
 * @property {(message: Outgoing, status: number) => void} onRefusal the message will not be taken as it is
 * @property {(isSending: boolean, obstacle: Obstacle) => void} onProgress
 * @property {() => void} onEnded the session had ended; a new one begins
 */

/**
 * What the patient wrote and the front desk has not answered. Messages go one at a time, in
 * order, each under an id of its own until it is answered; the front desk runs an id only once.
 */
export class Outbox {
  #desk;
  #session;
  #memory;
  #listener;
  #isSending = false;
  /** @type {Obstacle} */
  #obstacle = null;
  #attempt = 0;
  /** @type {Set<string>} ids that the front desk has, and answers later */
  #pending = new Set();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /**
   * @param {import("./desk.js").Desk} desk
   * @param {import("./session.js").Session} session
   * @param {import("./memory.js").Memory} memory
   * @param {Listener} listener
   */
  constructor(desk, session, memory, listener) {
    this.#desk = desk;
    this.#session = session;
    this.#memory = memory;
    this.#listener = listener;
  }

  /**
   * @param {Outgoing} message
   */
  post(message) {
    this.#memory.keep({ outgoing: [...this.#memory.kept.outgoing, message] });
    this.flush();
  }

  /** Sends at once what waits for a connection. */
  retry() {
    this.#attempt = 0;
    this.flush();
  }

  /** Sends the first message that the front desk does not have yet, then the next. */
  async flush() {
    const message = this.#memory.kept.outgoing.find(({ id }) => !this.#pending.has(id));
    if (this.#isSending || !message) return;
    clearTimeout(this.#timer);
    this.#report(true, this.#obstacle);
    try {
      this.#settle(message, await this.#send(message), 0);
      this.#attempt = 0;
      this.#report(false, null);
      this.flush();
    } catch (problem) {
      this.#fail(message, problem instanceof DeskError ? problem : new DeskError(0));
    }
  }

  /**
   * @param {Outgoing} message
   * @returns {Promise<Reply>}
   */
  #send({ id, body }) {
    const { onAnswer, onEnded } = this.#listener;
    const send = (/** @type {string} */ token) =>
      this.#desk.send(token, { id, ...body }, (answer) => onAnswer(id, answer));
    return this.#session.use(send, onEnded);
  }

  /**
   * @param {Outgoing} message
   * @param {Reply} reply
   * @param {number} attempt
   */
  #settle(message, reply, attempt) {
    this.#listener.onReply(message.id, reply);
    if (!reply.pending) return this.#drop(message);
    this.#pending.add(message.id);
    setTimeout(() => this.#ask(message, reply, attempt + 1), delay(attempt + 1, Math.random));
  }

  /**
   * Asks again for an answer that was not ready; other messages need not wait for it.
   * @param {Outgoing} message
   * @param {Reply} notice what stands in its place so far
   * @param {number} attempt
   */
  async #ask(message, notice, attempt) {
    if (!this.#memory.kept.outgoing.includes(message)) return;
    this.#settle(message, await this.#send(message).catch(() => notice), attempt);
  }

  /**
   * @param {Outgoing} message
   * @param {DeskError} problem
   */
  #fail(message, problem) {
    if (problem.isPassing) {
      const wait = Math.max(problem.retryAfter, delay(this.#attempt++, Math.random));
      this.#timer = setTimeout(() => this.flush(), wait);
      return this.#report(false, problem.status === 429 ? "busy" : "lost");
    }
    this.#drop(message);
    this.#report(false, null);
    this.#listener.onRefusal(message, problem.status);
    this.flush();
  }

  /**
   * @param {Outgoing} message
   */
  #drop(message) {
    this.#memory.keep({ outgoing: this.#memory.kept.outgoing.filter((kept) => kept !== message) });
  }

  /**
   * @param {boolean} isSending
   * @param {Obstacle} obstacle
   */
  #report(isSending, obstacle) {
    this.#isSending = isSending;
    this.#obstacle = obstacle;
    this.#listener.onProgress(isSending, obstacle);
  }
}

import { delay } from "./backoff.js";
import { DeskError } from "./desk.js";
import { Session } from "./session.js";
import { fromHistory, withAnswer, withAnswers, withMessage, withStatus } from "./thread.js";

/**
 * @typedef {import("./memory.js").Outgoing} Outgoing
 * @typedef {object} State
 * @property {"new" | "opening" | "ready" | "unreachable"} phase
 * @property {import("./desk.js").Config | null} config
 * @property {import("./thread.js").Turn[]} turns
 * @property {boolean} isAnswering
 * @property {"lost" | "busy" | null} trouble a passing one: the message is kept and sent again
 * @property {{text: string, status: number} | null} refused a message that will not be taken as it is
 * @property {"ended" | "forgotten" | null} note
 */

/** @type {State} */
const NEW = {
  phase: "new",
  config: null,
  turns: [],
  isAnswering: false,
  trouble: null,
  refused: null,
  note: null,
};

/**
 * One patient's conversation with one front desk. Messages are sent one at a time, in order,
 * each under an id of its own until it is answered; the front desk runs an id only once.
 */
export class Conversation {
  #desk;
  #memory;
  #session;
  #onChange;
  /** @type {State} */
  #state = NEW;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #attempt = 0;

  /**
   * @param {import("./desk.js").Desk} desk
   * @param {import("./memory.js").Memory} memory
   * @param {(state: State) => void} onChange
   */
  constructor(desk, memory, onChange) {
    this.#desk = desk;
    this.#memory = memory;
    this.#session = new Session(desk, memory);
    this.#onChange = onChange;
  }

  get state() {
    return this.#state;
  }

  /** Fetches the clinic's greeting and an earlier conversation, then sends what was left unsent. */
  async open() {
    if (this.#state.phase === "opening" || this.#state.phase === "ready") return;
    this.#change({ phase: "opening" });
    try {
      const [config, turns] = await Promise.all([this.#desk.config(), this.#restore()]);
      this.#change({ phase: "ready", config, turns: this.#memory.kept.outgoing.reduce(withMessage, turns) });
      this.#pump();
    } catch {
      this.#change({ phase: "unreachable" });
    }
  }

  /**
   * @param {string} text
   */
  say(text) {
    this.#post({ id: newId(), title: text, body: { text } });
  }

  /**
   * @param {import("./answer.js").Suggestion} suggestion
   */
  choose({ title, choice }) {
    this.#post({ id: newId(), title, body: choice ? { choice } : { text: title } });
  }

  /** Tries again at once what waits for a connection. */
  retry() {
    if (this.#state.phase === "unreachable") this.open();
    this.#attempt = 0;
    this.#pump();
  }

  /** Leaves this conversation with the clinic and begins another. */
  restart() {
    clearTimeout(this.#timer);
    this.#session.close();
    this.#change({ ...NEW, phase: "ready", config: this.#state.config });
  }

  /** Erases this conversation here and at the clinic. An ended session can't: that must not look like success. */
  async forget() {
    if (this.#session.isOpen) await this.#desk.forget(this.#memory.kept.token);
    this.restart();
    this.#change({ note: "forgotten" });
  }

  /** @returns {Promise<Blob>} */
  transcript() {
    return this.#desk.transcript(this.#memory.kept.token);
  }

  /**
   * @param {string} message id of an answer
   * @param {boolean} helpful
   * @param {string} comment
   */
  rate(message, helpful, comment) {
    const body = { message, helpful, ...(comment && { comment }) };
    return this.#desk.rate(this.#memory.kept.token, body);
  }

  dismiss() {
    this.#change({ refused: null, note: null });
  }

  /** @returns {Promise<import("./thread.js").Turn[]>} */
  async #restore() {
    if (!this.#session.isOpen) return [];
    try {
      return fromHistory(await this.#desk.history(this.#memory.kept.token));
    } catch (problem) {
      if (!(problem instanceof DeskError) || problem.isPassing) throw problem;
      this.#memory.keep({ token: "" });
      return [];
    }
  }

  /**
   * @param {Outgoing} message
   */
  #post(message) {
    this.#memory.keep({ outgoing: [...this.#memory.kept.outgoing, message] });
    this.#change({ turns: withMessage(this.#state.turns, message), refused: null, note: null });
    this.#pump();
  }

  /** Sends the first message that the front desk has not acknowledged yet. */
  async #pump() {
    if (this.#state.isAnswering) return;
    const isUnsent = (/** @type {Outgoing} */ { id }) =>
      this.#state.turns.some((turn) => turn.id === id && turn.status === "sending");
    const message = this.#memory.kept.outgoing.find(isUnsent);
    if (!message) return;
    clearTimeout(this.#timer);
    this.#change({ isAnswering: true });
    try {
      this.#settle(message, await this.#send(message), 0);
      this.#attempt = 0;
      this.#change({ isAnswering: false, trouble: null });
      this.#pump();
    } catch (problem) {
      this.#change({ isAnswering: false });
      this.#fail(message, problem instanceof DeskError ? problem : new DeskError(0));
    }
  }

  /**
   * @param {Outgoing} message
   */
  #send({ id, body }) {
    const onAnswer = (/** @type {import("./answer.js").Answer} */ answer) =>
      this.#change({ turns: withAnswer(this.#state.turns, id, answer), trouble: null });
    const send = (/** @type {string} */ token) => this.#desk.send(token, { id, ...body }, onAnswer);
    return this.#session.use(send, () => this.#change({ note: "ended" }));
  }

  /**
   * @param {Outgoing} message
   * @param {import("./desk.js").Reply} reply
   * @param {number} attempt
   */
  #settle(message, { answers, pending }, attempt) {
    this.#change({ turns: withAnswers(this.#state.turns, message.id, answers, pending) });
    if (pending) setTimeout(() => this.#ask(message, attempt), delay(attempt + 1, Math.random));
    else this.#drop(message);
  }

  /**
   * Asks again for the answer to a message that the front desk has; others need not wait for it.
   * @param {Outgoing} message
   * @param {number} attempt
   */
  async #ask(message, attempt) {
    if (!this.#memory.kept.outgoing.some(({ id }) => id === message.id)) return;
    const pending = { answers: this.#answersOf(message), pending: true };
    const reply = await this.#send(message).catch(() => pending);
    this.#settle(message, reply, attempt + 1);
  }

  /**
   * @param {Outgoing} message
   * @param {DeskError} problem
   */
  #fail(message, problem) {
    if (problem.isPassing) {
      this.#change({ trouble: problem.status === 429 ? "busy" : "lost" });
      const wait = Math.max(problem.retryAfter, delay(this.#attempt++, Math.random));
      this.#timer = setTimeout(() => this.#pump(), wait);
      return;
    }
    this.#drop(message);
    const turns = withStatus(this.#state.turns, message.id, "failed");
    this.#change({ turns, trouble: null, refused: { text: message.title, status: problem.status } });
    this.#pump();
  }

  /**
   * @param {Outgoing} message
   */
  #drop(message) {
    this.#memory.keep({ outgoing: this.#memory.kept.outgoing.filter(({ id }) => id !== message.id) });
  }

  /**
   * @param {Outgoing} message
   */
  #answersOf(message) {
    return this.#state.turns.find(({ id }) => id === message.id)?.answers ?? [];
  }

  /**
   * @param {Partial<State>} changes
   */
  #change(changes) {
    this.#state = { ...this.#state, ...changes };
    this.#onChange(this.#state);
  }
}

/**
 * @returns {string} a random UUID; `crypto.randomUUID` is missing on pages without TLS
 */
function newId() {
  const digits = [...crypto.getRandomValues(new Uint8Array(32))].map((byte) => (byte % 16).toString(16));
  return digits.join("").replace(/^(.{8})(.{4}).(.{3}).(.{3})/, "$1-$2-4$3-a$4-");
}

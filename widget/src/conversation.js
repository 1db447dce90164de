import { DeskError } from "./desk.js";
import { Outbox } from "./outbox.js";
import { Session } from "./session.js";
import { fromHistory, withAnswer, withAnswers, withMessage, withStatus } from "./thread.js";

/**
 * @typedef {import("./memory.js").Outgoing} Outgoing
 * @typedef {object} State
 * @property {"new" | "opening" | "ready" | "unreachable"} phase
 * @property {import("./desk.js").Config | null} config
 * @property {import("./thread.js").Turn[]} turns
 * @property {boolean} isAnswering
 * @property {import("./outbox.js").Obstacle} trouble
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
 * One patient's conversation with one front desk, as it is to be shown.
 */
export class Conversation {
  #desk;
  #memory;
  #session;
  #outbox;
  #onChange;
  /** @type {State} */
  #state = NEW;

  /**
   * @param {import("./desk.js").Desk} desk
   * @param {import("./memory.js").Memory} memory
   * @param {(state: State) => void} onChange
   */
  constructor(desk, memory, onChange) {
    this.#desk = desk;
    this.#memory = memory;
    this.#session = new Session(desk, memory);
    this.#outbox = new Outbox(desk, this.#session, memory, this.#listener());
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
      this.#outbox.flush();
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
    this.#outbox.retry();
  }

  /** Leaves this conversation with the clinic and begins another. */
  restart() {
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
    this.#change({ turns: withMessage(this.#state.turns, message), refused: null, note: null });
    this.#outbox.post(message);
  }

  /** @returns {import("./outbox.js").Listener} */
  #listener() {
    return {
      onAnswer: (id, answer) => this.#change({ turns: withAnswer(this.#state.turns, id, answer) }),
      onReply: (id, { answers, pending }) =>
        this.#change({ turns: withAnswers(this.#state.turns, id, answers, pending) }),
      onRefusal: ({ id, title }, status) =>
        this.#change({ turns: withStatus(this.#state.turns, id, "failed"), refused: { text: title, status } }),
      onProgress: (isAnswering, trouble) => this.#change({ isAnswering, trouble }),
      onEnded: () => this.#change({ note: "ended" }),
    };
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

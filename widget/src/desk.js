import { EventReader } from "./stream.js";

/**
 * @typedef {import("./answer.js").Answer} Answer
 * @typedef {import("./answer.js").Suggestion} Suggestion
 * @typedef {import("./thread.js").HistoryRecord} HistoryRecord
 * @typedef {object} Config
 * @property {string} name of the clinic
 * @property {string} greeting
 * @property {{text: string, version: string}} notice
 * @property {string} disclaimer
 * @property {{text: string, number: string}} emergency
 * @property {string} phone
 * @property {{characters: number}} limits
 * @property {Suggestion[]} suggestions
 * @typedef {{answers: Answer[], pending: boolean}} Reply
 */

const PATIENCE = 30_000; // milliseconds; the front desk itself answers within 8 seconds

/**
 * The front desk did not do what was asked. Status 0: it was not reached, or fell silent.
 */
export class DeskError extends Error {
  /**
   * @param {number} status of HTTP
   * @param {number} [retryAfter] milliseconds
   */
  constructor(status, retryAfter = 0) {
    super(`The front desk answered ${status}`);
    this.status = status;
    this.retryAfter = retryAfter;
  }

  /** @returns {boolean} whether the same request may succeed later */
  get isPassing() {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

/**
 * The patients' API of one clinic's front desk.
 */
export class Desk {
  #server;

  /**
   * @param {string} server origin, for example "https://chat.clinic.example"
   */
  constructor(server) {
    this.#server = server.replace(/\/+$/, "");
  }

  /** @returns {Promise<Config>} */
  async config() {
    return (await this.#call("GET", "/chat/config")).json();
  }

  /** @returns {Promise<{token: string, expires_at: string}>} */
  async session() {
    return (await this.#call("POST", "/chat/session", { body: {} })).json();
  }

  /**
   * @param {string} token
   * @returns {Promise<HistoryRecord[]>}
   */
  async history(token) {
    return (await (await this.#call("GET", "/chat/messages", { token })).json()).messages;
  }

  /**
   * Sends a message and hands on each answer as it arrives.
   * @param {string} token
   * @param {{id: string, text: string} | {id: string, choice: string}} body
   * @param {(answer: Answer) => void} onAnswer
   * @returns {Promise<Reply>}
   */
  async send(token, body, onAnswer) {
    const response = await this.#call("POST", "/chat/messages", { token, body, accept: "text/event-stream" });
    if (!response.headers.get("content-type")?.startsWith("text/event-stream")) {
      const { messages, pending } = await response.json();
      messages.forEach(onAnswer);
      return { answers: messages, pending };
    }
    return readReply(response, onAnswer);
  }

  /**
   * @param {string} token
   * @param {{message: string, helpful: boolean, comment?: string}} body
   */
  async rate(token, body) {
    await this.#call("POST", "/chat/feedback", { token, body });
  }

  /**
   * @param {string} token
   * @returns {Promise<Blob>}
   */
  async transcript(token) {
    return (await this.#call("GET", "/chat/transcript", { token })).blob();
  }

  /**
   * @param {string} token
   */
  async forget(token) {
    await this.#call("DELETE", "/chat/conversation", { token });
  }

  /**
   * @param {string} method
   * @param {string} path
   * @param {{token?: string, body?: object, accept?: string}} [options]
   * @returns {Promise<Response>}
   */
  async #call(method, path, { token, body, accept = "application/json" } = {}) {
    /** @type {Record<string, string>} */
    const headers = { Accept: accept };
    if (token) headers["Authorization"] = `Bearer ${token}`;
    if (body) headers["Content-Type"] = "application/json";
    const response = await this.#fetch(path, {
      method,
      headers,
      body: body ? JSON.stringify(body) : null,
      signal: silenceAfter(PATIENCE),
      credentials: "omit",
      cache: "no-store",
    });
    if (!response.ok) throw new DeskError(response.status, retryAfter(response));
    return response;
  }

  /**
   * @param {string} path
   * @param {RequestInit} request
   * @returns {Promise<Response>}
   */
  async #fetch(path, request) {
    try {
      return await fetch(this.#server + path, request);
    } catch {
      throw new DeskError(0);
    }
  }
}

/**
 * @param {Response} response a stream of events `message`, ended by `done`
 * @param {(answer: Answer) => void} onAnswer
 * @returns {Promise<Reply>}
 */
async function readReply(response, onAnswer) {
  /** @type {Answer[]} */
  const answers = [];
  for await (const { name, data } of events(response)) {
    if (name === "done") return { answers, pending: JSON.parse(data).pending };
    if (name !== "message") continue;
    answers.push(JSON.parse(data));
    onAnswer(JSON.parse(data));
  }
  throw new DeskError(0);
}

/**
 * @param {Response} response
 */
async function* events(response) {
  const pieces = response.body?.getReader();
  const decoder = new TextDecoder();
  const reader = new EventReader();
  while (pieces) {
    const { done, value } = await pieces.read().catch(() => ({ done: true, value: undefined }));
    if (done) return;
    yield* reader.read(decoder.decode(value, { stream: true }));
  }
}

/**
 * @param {number} time milliseconds
 * @returns {AbortSignal}
 */
function silenceAfter(time) {
  const controller = new AbortController();
  setTimeout(() => controller.abort(), time);
  return controller.signal;
}

/**
 * @param {Response} response
 * @returns {number} milliseconds
 */
function retryAfter(response) {
  return 1_000 * (Number(response.headers.get("retry-after")) || 0);
}

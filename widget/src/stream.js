/**
 * @typedef {{name: string, data: string}} ServerEvent
 */

/**
 * Reads server-sent events from text that arrives in pieces of any size.
 */
export class EventReader {
  #rest = "";

  /**
   * @param {string} piece
   * @returns {ServerEvent[]} the events that this piece completes
   */
  read(piece) {
    const blocks = (this.#rest + piece).split(/\r?\n\r?\n/);
    this.#rest = blocks.pop() ?? "";
    return blocks.map(parse).filter((event) => event.data !== "");
  }
}

/**
 * @param {string} block
 * @returns {ServerEvent}
 */
function parse(block) {
  const fields = block.split(/\r?\n/).map((line) => /^(\w+): ?(.*)$/.exec(line));
  const valuesOf = (/** @type {string} */ name) =>
    fields.filter((field) => field?.[1] === name).map((field) => field?.[2] ?? "");
  return { name: valuesOf("event").pop() ?? "message", data: valuesOf("data").join("\n") };
}

/**
 * @typedef {import("./answer.js").Answer} Answer
 * @typedef {"sent" | "sending" | "pending" | "failed"} Status
 * @typedef {{id: string, text: string, status: Status, answers: Answer[]}} Turn
 *   a message of the patient and what was answered; an empty text for answers nobody asked for
 * @typedef {{from: "patient", id: string, text: string}} PatientRecord
 * @typedef {PatientRecord | (Answer & {from: "assistant"})} HistoryRecord
 */

/**
 * @param {HistoryRecord[]} history as the front desk tells it
 * @returns {Turn[]}
 */
export function fromHistory(history) {
  /** @type {Turn[]} */
  const turns = [];
  for (const record of history) {
    if (record.from === "patient") {
      turns.push({ id: record.id, text: record.text, status: "sent", answers: [] });
    } else if (turns.length) {
      turns[turns.length - 1]?.answers.push(record);
    } else {
      turns.push({ id: `before-${record.id}`, text: "", status: "sent", answers: [record] });
    }
  }
  return turns;
}

/**
 * @param {Turn[]} turns
 * @param {{id: string, title: string}} message
 * @returns {Turn[]} with the message, once
 */
export function withMessage(turns, { id, title }) {
  if (turns.some((turn) => turn.id === id)) return withStatus(turns, id, "sending");
  return [...turns, { id, text: title, status: "sending", answers: [] }];
}

/**
 * @param {Turn[]} turns
 * @param {string} id
 * @param {Status} status
 * @returns {Turn[]}
 */
export function withStatus(turns, id, status) {
  return turns.map((turn) => (turn.id === id ? { ...turn, status } : turn));
}

/**
 * Adds an answer as it arrives; one that came before (a stream broke, the message was sent again) stays single.
 * @param {Turn[]} turns
 * @param {string} id
 * @param {Answer} answer
 * @returns {Turn[]}
 */
export function withAnswer(turns, id, answer) {
  return turns.map((turn) => {
    const isNew = turn.id === id && !turn.answers.some((known) => known.id === answer.id);
    return isNew ? { ...turn, answers: [...turn.answers, answer] } : turn;
  });
}

/**
 * Settles a turn: its answers are exactly these, so a notice gives way to the answer.
 * @param {Turn[]} turns
 * @param {string} id
 * @param {Answer[]} answers
 * @param {boolean} isPending
 * @returns {Turn[]}
 */
export function withAnswers(turns, id, answers, isPending) {
  const status = isPending ? "pending" : "sent";
  return turns.map((turn) => (turn.id === id ? { ...turn, status, answers } : turn));
}

/**
 * @param {Turn[]} turns
 * @returns {number} how many answers there are
 */
export function countAnswers(turns) {
  return turns.reduce((sum, turn) => sum + turn.answers.length, 0);
}

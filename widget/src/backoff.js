const FIRST = 1_000;
const LONGEST = 30_000;

/**
 * How long to wait before the next attempt: doubled each time, and scattered so that many
 * pages don't return to a recovering server at once.
 * @param {number} attempt counted from 0
 * @param {() => number} random in [0, 1)
 * @returns {number} milliseconds
 */
export function delay(attempt, random) {
  const full = Math.min(LONGEST, FIRST * 2 ** Math.min(attempt, 10));
  return Math.round(full * (0.75 + random() / 4));
}

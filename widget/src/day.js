/**
 * @param {string} iso for example "2026-11-20"
 * @param {string} language
 * @returns {string} for example "20 November 2026"
 */
export function dayInWords(iso, language) {
  return new Date(iso).toLocaleDateString(language, { dateStyle: "long", timeZone: "UTC" });
}

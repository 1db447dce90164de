/**
 * What every part of the panel is made with.
 *
 * @typedef {{clinic: string, phone: string, emergency: string}} Contact how to reach people,
 *   from the element's attributes and, once it is reached, the front desk
 * @typedef {object} Chat
 * @property {import("./words.js").Words} words
 * @property {string} language a tag such as "en-GB"
 * @property {() => Contact} contact
 * @property {import("./conversation.js").Conversation} conversation
 * @property {(text: string) => void} announce says something once to screen readers
 */

export {};
